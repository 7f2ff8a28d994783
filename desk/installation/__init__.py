"""Sets the program up on a bare machine and opens it: what ``run.py`` does, with the standard library only.

It runs under the machine's own Python, before anything is installed, so it imports nothing of the rest of ``desk``
and speaks Chinese and English at once: the catalogues may not be compiled yet.
"""
