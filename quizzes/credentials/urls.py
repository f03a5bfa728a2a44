"""Addresses of certificates and of the public check."""

from django.urls import path

from quizzes.credentials import badge_views, packet_views, views

app_name = "credentials"
urlpatterns = [
    path("certificates/", views.mine, name="mine"),
    path("certificates/<uuid:public_id>/", views.certificate, name="certificate"),
    path("certificates/<uuid:public_id>.pdf", views.pdf, name="pdf"),
    path("certificates/<uuid:public_id>/badge.<str:form>", badge_views.badge, name="badge"),
    path("hours/board-packet.zip", packet_views.packet, name="packet"),
    path("v/", views.check, name="check"),
    path("v/<uuid:public_id>/", views.verify, name="verify"),
    path("v/packet/", packet_views.check_packet, name="check_packet"),
    path("v/issuer.json", badge_views.issuer, name="issuer"),
    path("v/status/<str:purpose>/<int:number>/", badge_views.status_list, name="status_list"),
]
