"""Addresses of journey."""

app_name = "journey"
urlpatterns: list = []
