"""Addresses of people inside the CMS; `quizzes.wagtail_hooks` hangs them in."""

from django.urls import path

from quizzes.people import audit_views, views

app_name = "people_admin"
urlpatterns = [
    path("cohorts-report/", views.report, name="report"),
    path("people/<int:person_id>/", views.learner, name="learner"),
    path("people/<int:person_id>/record/", audit_views.record, name="record"),
    path("people/<int:person_id>/needs/", views.accommodation, name="accommodation"),
    path("people/places/<int:enrollment_id>/suspend/", views.suspend, name="suspend"),
    path("people/places/<int:enrollment_id>/reinstate/", views.reinstate, name="reinstate"),
    path("people/cohorts/<int:cohort_id>/", views.cohort, name="cohort"),
    path("people/cohorts/<int:cohort_id>/invite/", views.invite, name="invite"),
    path("people/cohorts/<int:cohort_id>/renew-code/", views.renew_code, name="renew_code"),
    path("people/cohorts/<int:cohort_id>/slip/", views.slip, name="slip"),
]
