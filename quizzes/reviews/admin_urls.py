"""Addresses of reviews inside the CMS; `quizzes.wagtail_hooks` hangs them in."""

from django.urls import path

from quizzes.reviews import concern_views, question_views, reading_views, score_views, time_views

app_name = "reviews_admin"
ANSWER = "grading/<int:attempt_id>/<int:number>/"
urlpatterns = [
    path("grading/", reading_views.queue, name="queue"),
    path("grading/notes/", reading_views.notes, name="notes"),
    path("grading/notes/<int:note_id>/forget/", reading_views.forget, name="forget"),
    path(ANSWER, reading_views.read, name="read"),
    path(ANSWER + "take/", reading_views.take, name="take"),
    path(ANSWER + "worried/", concern_views.worried, name="worried"),
    path("concerns/", concern_views.concerns, name="concerns"),
    path("concerns/<int:concern_id>/", concern_views.concern, name="concern"),
    path("people/<int:person_id>/tries/", score_views.tries, name="tries"),
    path("tries/<int:attempt_id>/score/", score_views.score, name="score"),
    path("tries/<int:attempt_id>/score/<int:number>/", score_views.points, name="points"),
    path("tries/<int:attempt_id>/pass/", score_views.passing, name="passing"),
    path("confirm/", score_views.doubts, name="doubts"),
    path("confirm/<int:doubt_id>/", score_views.doubt, name="doubt"),
    path("times/", time_views.times, name="times"),
    path("times/<int:dispute_id>/", time_views.time, name="time"),
    path("unclear/", question_views.unclear, name="unclear"),
    path("unclear/<int:version_id>/", question_views.answer, name="answer"),
    path("rescore/<uuid:question_key>/", question_views.rescore, name="rescore"),
    path("rescore/runs/<int:run_id>/", question_views.run, name="run"),
]
