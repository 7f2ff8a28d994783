"""Charts 图形 on screen: columns, lines, lying bars and heat maps, looked at with the mouse and walked with arrows."""
