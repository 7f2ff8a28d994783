"""Reading needs 需求, offerings 下沉服务项目, matches and deliveries."""
