"""Addresses of reflections."""

app_name = "reflections"
urlpatterns: list = []
