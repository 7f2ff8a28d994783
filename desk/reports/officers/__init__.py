"""The papers of experience officers 体验官."""
