"""The tables, one file per book. No rules beyond what a table can state itself.

Every file of this folder is loaded with it, so that ``metadata`` knows all tables whoever asks.
"""

from importlib import import_module
from pkgutil import iter_modules

from desk.models.base import metadata

for _file in iter_modules(__path__):
    import_module(f"{__name__}.{_file.name}")

__all__ = ["metadata"]
