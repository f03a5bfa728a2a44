"""Addresses of the ledger."""

from django.urls import path

from quizzes.hours import views

app_name = "hours"
urlpatterns = [
    path("hours/hours.csv", views.export, name="export"),
    path("hours/transcript/", views.transcript, name="transcript"),
    path("hours/transcript.<str:form>", views.transcript_file, name="transcript_file"),
]
