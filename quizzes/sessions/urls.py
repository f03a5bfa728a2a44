"""Addresses of sessions and calendars."""

from django.urls import path

from quizzes.sessions import feed_views, views

app_name = "sessions"
urlpatterns = [
    path("sessions/", views.index, name="index"),
    path("sessions/<int:session_id>/", views.session, name="session"),
    path("sessions/<int:session_id>/join/", views.join, name="join"),
    path("sessions/<int:session_id>/here/", views.here, name="here"),
    path("sessions/<int:session_id>/leave/", views.leave, name="leave"),
    path("sessions/<int:session_id>/sign/", views.sign, name="sign"),
    path("sessions/<int:session_id>/come/", views.come, name="come"),
    path("sessions/<int:session_id>/write/", views.write, name="write"),
    path("sessions/<int:session_id>/certificate/", views.certificate, name="certificate"),
    path("sessions/<int:session_id>/session.ics", views.calendar_file, name="calendar_file"),
    path("calendar/", feed_views.calendar, name="calendar"),
    path("calendar/<str:token>.ics", feed_views.calendar_feed, name="feed"),
]
