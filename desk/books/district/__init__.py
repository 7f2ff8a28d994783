"""The district's own PC 区级汇总: its centres and what they sent."""
