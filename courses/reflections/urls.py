"""Addresses of reflections."""

from django.urls import path

from courses.reflections import views

app_name = "reflections"
urlpatterns = [
    path("reflections/", views.mine, name="mine"),
    path("reflections/save/<int:enrollment_id>/<uuid:lesson_key>/<slug:block_id>/", views.save, name="save"),
]
