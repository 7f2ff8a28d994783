"""What reads, fed with what nobody means: random and mutated texts, cells and files.

Each reader has an oracle: what it takes means what stands there, and is read back equal; what it refuses, it refuses in
words. ``python -m tests.fuzz`` (or ``python3 run.py fuzz``) feeds 100,000 inputs and prints a table; ``test_short.py``
feeds a few of each kind.
"""
