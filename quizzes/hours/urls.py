"""Addresses of hours."""

app_name = "hours"
urlpatterns: list = []
