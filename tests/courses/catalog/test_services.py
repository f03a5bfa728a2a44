"""Versions of modules are never behind what is live."""

from uuid import uuid4

import pytest
from wagtail.models import Page

from courses.catalog import services
from courses.catalog.models import ModuleVersion
from courses.catalog.services import current_version
from tests.builders import course_page, lesson_page, module_page

pytestmark = pytest.mark.django_db


def sizes(module) -> list[int]:
    versions = ModuleVersion.objects.filter(module_key=module.translation_key).order_by("number")
    return [len(version.payload["activities"]) for version in versions]


def test_current_version_keeps_what_a_board_may_ask():
    module = module_page(course_page())

    payload = current_version(module.translation_key).payload

    assert (payload["title"], payload["course_title"], payload["minutes"]) == ("What it is", "Core training", 10)
    assert payload["minutes_by_domain"] == {"advocacy": 10}
    (activity,) = payload["activities"]
    assert (activity["domain"], activity["modality"], activity["minutes"]) == ("advocacy", "self_paced", 10)
    assert [part["what"] for part in activity["parts"]] == ["reading", "Who was kind?"]
    assert "hope hope" in str(activity["texts"]["en"]["body"])


@pytest.mark.parametrize("door", ["unpublish", "delete", "move"])
def test_current_version_is_fresh_after_doors_that_freeze_nothing(door):
    course = course_page()
    module = module_page(course, lessons=2)
    other = module_page(course, "Elsewhere", lessons=0, publish=False)
    current_version(module.translation_key)
    # As Wagtail's own commands and shells do it: on the bare page.
    page = Page.objects.get(pk=module.get_children().first().pk)

    {"unpublish": page.unpublish, "delete": page.delete, "move": lambda: page.move(other, pos="last-child")}[door]()
    fresh = current_version(module.translation_key)

    assert len(fresh.payload["activities"]) == 1
    assert sizes(module)[-1] == 1


def test_current_version_of_a_module_that_is_gone_is_its_last():
    module = module_page(course_page())
    last = current_version(module.translation_key)

    module.unpublish()

    assert current_version(module.translation_key) == last


def test_current_version_refuses_what_was_never_live():
    module = module_page(course_page(), publish=False)

    for key in (module.translation_key, uuid4()):
        with pytest.raises(services.NotPublished):
            current_version(key)


def test_current_version_costs_one_query_while_nothing_changes(
    django_assert_num_queries, django_capture_on_commit_callbacks
):
    module = module_page(course_page())
    with django_capture_on_commit_callbacks(execute=True):
        current_version(module.translation_key)

    # The edition itself.
    with django_assert_num_queries(1):
        current_version(module.translation_key)


def test_versions_count_up_with_each_change():
    module = module_page(course_page())
    lesson_page(module, "One more")
    lesson_page(module, "And one")

    versions = ModuleVersion.objects.filter(module_key=module.translation_key)
    assert sorted(versions.values_list("number", flat=True)) == [1, 2, 3]
