"""Addresses of the public keys."""

from django.urls import path

from cms.records import views

app_name = "records"
urlpatterns = [
    path(".well-known/jwks.json", views.jwks, name="jwks"),
    path(".well-known/did.json", views.did, name="did"),
]
