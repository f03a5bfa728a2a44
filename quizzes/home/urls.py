"""Addresses of home."""

from django.urls import path

from quizzes.home import compare_views, step_views, training_views, views

app_name = "home"
urlpatterns = [
    path("home/", views.dashboard, name="dashboard"),
    path("roadmap/", views.roadmap, name="roadmap"),
    path("roadmap/compare/", compare_views.compare, name="compare"),
    path("roadmap/recovery/erase/", step_views.erase_recovery, name="erase_recovery"),
    path("roadmap/told/<int:evidence_id>/take-back/", step_views.take_back, name="take_back"),
    path("roadmap/<slug:slug>/newer/", compare_views.newer, name="newer"),
    path("roadmap/<slug:slug>/first/", compare_views.put_first, name="put_first"),
    path("roadmap/<slug:slug>/certificate/", training_views.get_certificate, name="training"),
    path("roadmap/<slug:slug>/stop/", compare_views.stop, name="stop"),
    path("roadmap/<slug:step>/", step_views.step, name="step"),
]
