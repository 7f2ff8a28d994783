"""Does the file of licence notices name everything that the program is delivered with?

``python -m tests.notices`` compares ``resources/licences/THIRD-PARTY.txt`` with the lock of a clerk's PC, prints what
is missing or too much, and exits 1. It reads files only, so it says the same on every system and Python.
``--update`` writes the file anew from the lock, the packages installed here, and the data beside the file:
``HEAD.txt``, ``packages.toml`` (what packages do not say of themselves), ``parts.csv`` (what they carry inside) and
``texts/`` (licences of which no text is shipped).
"""
