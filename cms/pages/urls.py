"""Addresses of pages. The page tree itself comes last in `cms/urls.py`."""

from django.urls import path

from cms.pages import views

app_name = "pages"
urlpatterns = [
    # The front page is asked for most and would otherwise be matched against every other address first.
    path("", views.serve, {"path": ""}, name="front"),
    path("pause/", views.pause, name="pause"),
]
