"""The guided demo, and every paper made from it."""
