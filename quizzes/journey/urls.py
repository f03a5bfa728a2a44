"""Addresses of the deeds that can earn."""

from django.urls import path

from quizzes.journey import views

app_name = "journey"
urlpatterns = [
    path("done/<int:enrollment_id>/<uuid:activity_key>/", views.mark_done, name="mark_done"),
    path("done/<int:enrollment_id>/<uuid:activity_key>/undo/", views.take_back, name="take_back"),
    path("finish/<int:enrollment_id>/", views.finish, name="finish"),
]
