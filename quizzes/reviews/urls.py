"""The doors to reviews outside the CMS."""

from django.urls import path

from quizzes.reviews import hours_views, views

app_name = "reviews"
urlpatterns = [
    path("tries/<int:attempt_id>/<int:number>/unclear/", views.unclear, name="unclear"),
    path("team/hours/<uuid:key>/take-back/", hours_views.take_back, name="take_back"),
]
