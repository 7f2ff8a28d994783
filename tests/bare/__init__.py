"""The two commands of the README on machines that have nothing, tried by hand: ``python3 -m tests.bare FOLDER
[NAME]...``

Needs root and debootstrap, some 10 GB in FOLDER and about half an hour for everything. Debian 12 and 13 (minbase and
python3) are made once in FOLDER; each scenario gets a fresh copy, in namespaces of its own, and a clone of this
checkout's last commit. What the caller's environment says of certificates (PIP_CERT) goes along. Standard library only.
"""
