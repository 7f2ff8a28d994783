"""Where fonts, icons, texts and samples lie: data that comes with the program."""

from desk.installation.places import HOME

RESOURCES = HOME / "resources"
