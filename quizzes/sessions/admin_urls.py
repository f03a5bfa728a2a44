"""Addresses of sessions inside the CMS; `quizzes.wagtail_hooks` hangs them in."""

from django.urls import path

from quizzes.sessions import admin_views, list_views

app_name = "sessions_admin"
urlpatterns = [
    path("sessions/", admin_views.index, name="index"),
    path("sessions/plan/", admin_views.plan, name="plan"),
    path("sessions/<int:session_id>/", list_views.sheet, name="sheet"),
    path("sessions/<int:session_id>/edit/", admin_views.edit, name="edit"),
    path("sessions/<int:session_id>/copy/", admin_views.copy, name="copy"),
    path("sessions/<int:session_id>/cancel/", admin_views.cancel, name="cancel"),
    path("sessions/<int:session_id>/stayed/", list_views.stayed, name="stayed"),
    path("sessions/<int:session_id>/close/", list_views.close, name="close"),
    path("sessions/<int:session_id>/people/<int:person_id>/", list_views.correct, name="correct"),
    path("sessions/<int:session_id>/paper/", list_views.paper, name="paper"),
    path("sessions/<int:session_id>/code/", list_views.code, name="code"),
    path("sessions/make-ups/<int:work_id>/", list_views.decide, name="decide"),
]
