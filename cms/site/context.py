"""The shell around a page, for every template as `chrome`. Lazy: a page that does not show it pays nothing."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext

from cms.site import queries
from cms.site.rules import DEFAULT_LANGUAGE, THEME_COOKIE, address_in, theme_from

LANGUAGE_NAMES = {"en": "English", "es": "Español"}


@dataclass(frozen=True)
class Link:
    """A place in the top bar. `also` is a second name under which a view may call it."""

    name: str
    label: str
    address: str
    also: str = ""


@dataclass(frozen=True)
class LanguageLink:
    code: str
    label: str
    address: str


class Chrome:
    def __init__(self, request):
        self.request = request

    @cached_property
    def language(self) -> str:
        return get_language() or DEFAULT_LANGUAGE

    @cached_property
    def theme(self) -> str:
        return theme_from(self.request.COOKIES.get(THEME_COOKIE))

    @cached_property
    def is_signed_in(self) -> bool:
        # Nobody is signed in without this cookie, so strangers cost no query.
        return settings.SESSION_COOKIE_NAME in self.request.COOKIES and self.request.user.is_authenticated

    @cached_property
    def is_team(self) -> bool:
        return self.is_signed_in and bool(getattr(self.request.user, "is_team", False))

    @cached_property
    def may_edit(self) -> bool:
        return self.is_team and not getattr(self.request, "is_preview", False)

    @property
    def is_demo(self) -> bool:
        return settings.HEARTEN_DEMO

    @cached_property
    def shell(self):
        return queries.shell(self.language)

    @property
    def provider_name(self) -> str:
        return self.shell.provider_name

    @property
    def help(self):
        return self.shell.help

    @property
    def contact(self):
        return self.shell.contact

    @cached_property
    def home(self) -> str:
        return self._at("home/" if self.is_signed_in else "")

    @cached_property
    def links(self) -> list[Link]:
        if not self.is_signed_in:
            return [
                Link("about", gettext("About"), self._at("about/")),
                Link("courses", gettext("Courses"), self._at("courses/"), also="learn"),
                Link("check", gettext("Check a certificate"), self._at("v/")),
            ]
        own = [
            Link("home", gettext("Home"), self._at("home/")),
            Link("learn", gettext("Learn"), self._at("courses/"), also="courses"),
            Link("hours", gettext("Hours"), self._at("hours/")),
            Link("roadmap", gettext("Roadmap"), self._at("roadmap/")),
        ]
        return [*own, Link("team", gettext("Team"), self.team_door)] if self.is_team else own

    @property
    def team_door(self) -> str:
        """Supervisors work on phones, so theirs is a page of the site; from there it is one step to the CMS."""
        return self._at("team/hours/") if self.request.user.supervises else "/admin/"

    @cached_property
    def languages(self) -> list[LanguageLink]:
        """The same page in each other language."""
        address = self.request.get_full_path()
        codes = dict(settings.LANGUAGES)
        return [
            LanguageLink(code, LANGUAGE_NAMES.get(code, code), address_in(address, code, codes))
            for code in codes
            if code != self.language
        ]

    @cached_property
    def content_lang(self) -> str:
        """The language of what stands in the page, when it is not the language around it."""
        return DEFAULT_LANGUAGE if getattr(self.request, "content_locale_missing", False) else ""

    def _at(self, path: str) -> str:
        return address_in(f"/{path}", self.language, dict(settings.LANGUAGES))


class StaticChrome(Chrome):
    """The same without a database or a person."""

    is_signed_in = is_team = may_edit = False

    @cached_property
    def shell(self):
        return queries.default_shell(self.language)


def chrome(request):
    """The context processor."""
    return {"chrome": Chrome(request)}
