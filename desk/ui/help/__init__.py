"""The help 帮助: F1 opens the manual at the page in sight."""
