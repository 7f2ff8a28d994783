"""The colours of a chart's series 图表颜色, on paper and in workbooks as in the window; red never means a series."""

SERIES = ("2B6CB0", "C77F12", "0F8B8D", "7B5EA7", "7C8796")
"""In this order; ``tokens.LIGHT.data`` of the window, which a test holds together."""
PALE, DEEP = "EAF1F9", "1D4F86"
"""Little and much in a heat map of the first series' hue."""
HEAT = "95B5D7"
"""Much in a heat map or bar behind numbers that stay black: half of the first series' colour, 9:1 to black."""
