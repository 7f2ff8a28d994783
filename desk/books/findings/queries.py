"""Reading findings 痛点堵点问题."""
