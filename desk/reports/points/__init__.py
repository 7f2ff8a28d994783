"""Papers of red points 红色积分."""
