"""Addresses of certificates and of the public check."""

from django.urls import path

from quizzes.credentials import views

app_name = "credentials"
urlpatterns = [
    path("certificates/", views.mine, name="mine"),
    path("certificates/<uuid:public_id>/", views.certificate, name="certificate"),
    path("certificates/<uuid:public_id>.pdf", views.pdf, name="pdf"),
    path("v/", views.check, name="check"),
    path("v/<uuid:public_id>/", views.verify, name="verify"),
]
