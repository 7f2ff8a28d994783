"""The duty roster on paper."""
