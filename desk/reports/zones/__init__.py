"""The papers of the zones 功能区."""
