"""A trainee's door to reviews."""

from django.urls import path

from quizzes.reviews import views

app_name = "reviews"
urlpatterns = [path("tries/<int:attempt_id>/<int:number>/unclear/", views.unclear, name="unclear")]
