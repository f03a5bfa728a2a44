"""Addresses of programs."""

from django.urls import path

from quizzes.programs import views

app_name = "programs"
urlpatterns = [
    path("programs/", views.index, name="index"),
    path("programs/choose/", views.choose, name="choose"),
    path("programs/<slug:slug>/", views.program, name="program"),
]
