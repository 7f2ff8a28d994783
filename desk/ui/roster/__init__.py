"""The tab 坐班轮值: the month, its loads and changes, attendance, hand-overs, people and shifts."""
