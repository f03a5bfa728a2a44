"""Addresses of attempts. People read "try"."""

from django.urls import path

from quizzes.attempts import views

app_name = "attempts"
urlpatterns = [
    path("tries/", views.mine, name="mine"),
    path("tries/start/<uuid:quiz_key>/", views.start, name="start"),
    path("tries/<int:attempt_id>/check/", views.check, name="check"),
    path("tries/<int:attempt_id>/result/", views.result, name="result"),
    path("tries/<int:attempt_id>/receipt/", views.receipt, name="receipt"),
    path("tries/<int:attempt_id>/break/", views.rest, name="rest"),
    path("tries/<int:attempt_id>/<int:number>/why/", views.why, name="why"),
    path("tries/<int:attempt_id>/<int:number>/", views.question, name="question"),
]
