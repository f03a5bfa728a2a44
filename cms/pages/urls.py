"""Addresses of pages. The page tree itself comes last in `cms/urls.py`."""

from django.urls import path

from cms.pages import views

app_name = "pages"
urlpatterns = [path("pause/", views.pause, name="pause")]
