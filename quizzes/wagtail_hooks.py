"""Where the CMS finds what this app adds to it."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from quizzes.programs.viewsets import ProgramViewSet

register_snippet(ProgramViewSet)


@hooks.register("register_log_actions")
def name_log_actions(actions):
    actions.register_action("credentials.revoke", _("Take back a certificate"), _("Took back a certificate"))
