"""Every address of the site. Doors of higher apps are named by dotted path, never imported."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.decorators.csp import csp_override
from django.views.generic import RedirectView
from django.views.static import serve
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from cms.accounts.permissions import team_only

decorate_urlpatterns(wagtailadmin_urls.urlpatterns, csp_override(settings.ADMIN_CSP))
decorate_urlpatterns(wagtailadmin_urls.urlpatterns, team_only)

urlpatterns = [
    # One login door for site and CMS.
    path("admin/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("", include("cms.operations.urls")),
    path("", include("cms.records.urls")),
]
if settings.SERVE_MEDIA:
    urlpatterns.append(re_path(r"^media/(?P<path>.*)$", serve, {"document_root": settings.MEDIA_ROOT}))
urlpatterns += i18n_patterns(
    path("", include("cms.pages.urls")),
    path("", include("cms.accounts.allauth_urls")),
    path("", include("cms.accounts.urls")),
    path("", include("cms.mail.urls")),
    path("", include("cms.uploads.urls")),
    path("", include("courses.enrollments.urls")),
    path("", include("courses.reflections.urls")),
    path("", include("quizzes.journey.urls")),
    path("", include("quizzes.attempts.urls")),
    path("", include("quizzes.reviews.urls")),
    path("", include("quizzes.programs.urls")),
    path("", include("quizzes.hours.urls")),
    path("", include("quizzes.claims.deciding_urls")),
    path("", include("quizzes.claims.urls")),
    path("", include("quizzes.credentials.urls")),
    path("", include("quizzes.sessions.urls")),
    path("", include("quizzes.home.urls")),
    path("", include("cms.pages.tree_urls")),
    prefix_default_language=False,
)

handler500 = "cms.pages.views.server_error"
