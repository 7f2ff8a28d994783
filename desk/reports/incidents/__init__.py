"""The emergency log 应急日志 on paper."""
