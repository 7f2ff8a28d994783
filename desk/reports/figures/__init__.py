"""The figures 报表 on paper: day sheet, the month for the district."""
