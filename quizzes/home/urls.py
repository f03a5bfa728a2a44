"""Addresses of home."""

from django.urls import path

from quizzes.home import views

app_name = "home"
urlpatterns = [
    path("home/", views.dashboard, name="dashboard"),
    path("roadmap/", views.roadmap, name="roadmap"),
]
