"""Addresses of the hours page and of hours from elsewhere."""

from django.urls import path

from quizzes.claims import add_views, views

app_name = "claims"
urlpatterns = [
    path("hours/", views.ledger, name="ledger"),
    path("hours/add/", add_views.add, name="add"),
    path("hours/add/<uuid:key>/check/", add_views.check, name="check"),
    path("hours/add/<uuid:key>/<str:step>/", add_views.step, name="step"),
    path("hours/<uuid:key>/", views.claim, name="claim"),
    path("hours/<uuid:key>/sent/", views.sent, name="sent"),
    path("hours/<uuid:key>/withdraw/", views.withdraw, name="withdraw"),
    path("hours/<uuid:key>/reopen/", views.reopen, name="reopen"),
    path("hours/<uuid:key>/discard/", views.discard, name="discard"),
]
