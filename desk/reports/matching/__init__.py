"""The papers of needs and offerings 需求与服务."""
