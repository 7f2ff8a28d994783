"""The papers of the district's PC 区级汇总."""
