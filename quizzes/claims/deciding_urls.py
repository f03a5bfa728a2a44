"""Addresses of those who decide: the team's desk, and the link of somebody without an account."""

from django.urls import path

from quizzes.claims import bulk_views, confirm_views, desk_views, naming_views

app_name = "deciding"
urlpatterns = [
    path("team/hours/", desk_views.desk, name="desk"),
    path("team/hours/approve/", bulk_views.approve, name="approve"),
    path("team/hours/done/", bulk_views.done, name="done"),
    path("team/hours/<uuid:key>/", desk_views.entry, name="entry"),
    path("hours/<uuid:key>/ask-again/", naming_views.ask_again, name="ask_again"),
    path("hours/<uuid:key>/person/", naming_views.person, name="person"),
    path("confirm/<str:token>/", confirm_views.confirm, name="confirm"),
    path("confirm/<str:token>/new/", confirm_views.again, name="again"),
    path("confirm/<str:token>/stop/", confirm_views.stop, name="stop"),
]
