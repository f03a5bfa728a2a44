"""Addresses of enrollments."""

from django.urls import path

from courses.enrollments import views

app_name = "enrollments"
urlpatterns = [
    path("enroll/<uuid:course_key>/", views.enroll, name="enroll"),
    path("withdraw/<int:enrollment_id>/", views.withdraw, name="withdraw"),
    path("join/", views.join, name="join"),
    path("join/<str:code>/", views.join_with, name="join_with"),
]
