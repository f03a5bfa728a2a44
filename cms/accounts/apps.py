"""Wagtail's user admin, with our idea of a person."""

from wagtail.users.apps import WagtailUsersAppConfig


class PeopleConfig(WagtailUsersAppConfig):
    user_viewset = "cms.accounts.viewsets.PersonViewSet"
