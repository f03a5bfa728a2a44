"""Addresses of the demo's mail."""

from django.urls import path

from cms.mail import views

app_name = "mail"
urlpatterns = [
    path("demo/mail/", views.inbox, name="inbox"),
    path("demo/mail/<int:mail_id>/", views.mail, name="mail"),
]
