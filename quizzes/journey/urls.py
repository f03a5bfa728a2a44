"""Addresses of the deeds that can earn."""

from django.urls import path

from quizzes.journey import time_views, views

app_name = "journey"
urlpatterns = [
    path("done/<int:enrollment_id>/<uuid:activity_key>/", views.mark_done, name="mark_done"),
    path("done/<int:enrollment_id>/<uuid:activity_key>/undo/", views.take_back, name="take_back"),
    path("finish/<int:enrollment_id>/", views.finish, name="finish"),
    path("active-time/", time_views.how, name="how"),
    path("active-time/beat/", time_views.beat, name="beat"),
    path("active-time/visit/", time_views.visit, name="visit"),
    path("active-time/<int:held_id>/", time_views.dispute, name="dispute"),
]
