"""The window's pages of red points 红色积分."""
