"""The duty roster 坐班轮值 on paper."""
