"""The tab 应急日志."""
