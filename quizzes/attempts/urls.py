"""Addresses of attempts."""

app_name = "attempts"
urlpatterns: list = []
