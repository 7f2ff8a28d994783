"""The duty roster 坐班轮值: what is set up, the months planned, and what became of every duty."""
