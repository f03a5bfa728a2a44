"""Addresses of certificates inside the CMS; `quizzes.wagtail_hooks` hangs them in."""

from django.urls import path

from quizzes.credentials import staff_views

app_name = "credentials_admin"
urlpatterns = [
    path("certificates/", staff_views.index, name="index"),
    path("certificates/<uuid:public_id>/", staff_views.record, name="record"),
    path("certificates/<uuid:public_id>/<slug:deed>/", staff_views.decide, name="decide"),
]
