"""What papers share: fonts, page furniture, charts, sheets."""
