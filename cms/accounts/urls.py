"""Addresses of accounts. allauth's doors stand in `allauth_urls.py`."""

from django.urls import path

from cms.accounts import views

app_name = "accounts"
urlpatterns = [
    path("account/", views.account, name="account"),
    path("account/<slug:section>/", views.section, name="section"),
]
