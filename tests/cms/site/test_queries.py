import pytest
from django.utils.translation import override
from wagtail.models import Locale, Page, PageLogEntry, Site
from wagtail.models.sites import get_site_for_hostname

from cms.pages.services import ensure_site
from cms.site import queries
from cms.site.models import HelpTexts, SiteSettings
from cms.site.queries import Moment, current_moment, stamp

pytestmark = pytest.mark.django_db


def test_an_empty_site_already_shows_help_in_both_languages():
    assert queries.shell("en").help.strip_number == "988"
    with override("es"):
        assert queries.shell().help.heading == "Aquí hay ayuda, de día y de noche"


def test_a_change_of_the_help_texts_shows_at_once():
    before = queries.shell("en")
    texts = HelpTexts.objects.get(locale__language_code="en")
    texts.strip_text = "Talk to someone:"
    texts.save()

    assert before.help.strip_text == "Need to talk? Call or text"
    assert queries.shell("en").help.strip_text == "Talk to someone:"


def test_the_provider_is_shown_only_when_there_is_a_way_to_reach_them():
    settings = SiteSettings.for_site(Site.objects.get())
    settings.contact_name = "Denise Carter"
    settings.save()
    assert not queries.shell("en").contact.is_known

    settings.phone = "(555) 010-0100"
    settings.save()

    assert queries.shell("en").contact.is_known
    assert queries.shell("en").contact.dial == "5550100100"


def test_a_language_without_texts_falls_back_on_those_of_the_product():
    HelpTexts.objects.all().delete()

    assert queries.shell("es").help == queries.default_shell("es").help


def test_shell_is_read_once_and_then_one_query(django_assert_num_queries):
    queries.shell("en")

    with django_assert_num_queries(1):
        queries.shell("en")


def test_default_shell_needs_no_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert queries.default_shell("es").help.strip_number == "988"


def test_a_moment_reads_its_stamp_once(django_assert_num_queries):
    token = current_moment.set(Moment("localhost"))
    try:
        with django_assert_num_queries(1):
            assert stamp() == stamp()
    finally:
        current_moment.reset(token)


def test_edition_moves_with_whatever_changes_what_strangers_see():
    tree = ensure_site()
    about = Page.objects.get(slug="about", locale=Locale.get_default()).specific
    seen = [stamp().edition]

    def moved() -> bool:
        seen.append(stamp().edition)
        return seen[-1] > seen[-2]

    about.save_revision().publish()
    assert moved()
    about.unpublish()
    assert moved()
    about.get_latest_revision().publish()
    assert moved()
    about.refresh_from_db()
    about.view_restrictions.create(restriction_type="login")
    assert moved()
    about.move(Page.objects.get(slug="help", locale=Locale.get_default()), pos="last-child")
    assert moved()
    about.refresh_from_db()
    about.copy(to=tree.home, update_attrs={"slug": "about-again"})
    assert moved()
    about.delete()
    assert moved()


def test_edition_moves_when_an_early_number_is_committed_late():
    ensure_site()
    late = PageLogEntry.objects.order_by("-pk")[1]
    values = {field.attname: getattr(late, field.attname) for field in late._meta.concrete_fields}
    PageLogEntry.objects.filter(pk=late.pk).delete()
    before = stamp().edition

    PageLogEntry.objects.bulk_create([PageLogEntry(**values)])

    assert stamp().edition > before


@pytest.mark.parametrize("host", ["one.example", "one.example:8080", "two.example", "nobody.example", "two.example:81"])
def test_the_site_is_the_one_wagtail_would_choose(host):
    root = Page.objects.get(depth=1)
    Site.objects.all().delete()
    for name, port, default in [("one.example", 80, True), ("one.example", 8080, False), ("two.example", 80, False)]:
        Site.objects.create(hostname=name, port=port, is_default_site=default, root_page=root)
    name, _, port = host.partition(":")
    token = current_moment.set(Moment(host))
    try:
        assert stamp().site_id == get_site_for_hostname(name, int(port or 80)).pk
    finally:
        current_moment.reset(token)
