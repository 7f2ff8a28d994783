"""The tab 预约登记."""
