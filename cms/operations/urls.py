"""Addresses for machines."""

from django.urls import path

from cms.operations import views

app_name = "operations"
urlpatterns = [path("healthz", views.healthz, name="healthz"), path("readyz", views.readyz, name="readyz")]
