"""Addresses of handed-in files."""

from django.urls import path

from cms.uploads import views

app_name = "uploads"
urlpatterns = [path("files/<uuid:key>/", views.download, name="download")]
