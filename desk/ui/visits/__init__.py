"""The tab 窗口登记: queue, form, history."""
