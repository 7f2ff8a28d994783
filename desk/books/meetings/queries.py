"""Reading joint meetings 联席会议: agenda, who came, resolutions."""
