"""Addresses of people outside the CMS: none. Inside see `admin_urls`."""

app_name = "people"
urlpatterns: list = []
