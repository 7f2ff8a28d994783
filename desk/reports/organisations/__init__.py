"""Papers of the partners 红色合伙人."""
