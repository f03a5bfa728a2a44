"""Every door to going live asks for faults."""

import pytest

from cms.records.publishing import CannotPublish
from courses.catalog.models import ModuleVersion
from tests.builders import course_page, lesson_page, module_page, prose

pytestmark = pytest.mark.django_db


def test_publishing_a_module_freezes_it_once():
    module = module_page(course_page(), lessons=2)

    module.save_revision().publish()

    version = ModuleVersion.objects.get(module_key=module.translation_key)
    assert (version.number, version.payload["minutes"], len(version.payload["activities"])) == (1, 20, 2)


def test_publishing_a_lesson_freezes_its_live_module():
    module = module_page(course_page())
    lesson = module.get_children().specific().first()
    lesson.aims = ["something new"]

    lesson.save_revision().publish()

    versions = ModuleVersion.objects.filter(module_key=module.translation_key).order_by("number")
    kept = [version.payload["activities"][0]["texts"]["en"]["aims"] for version in versions]
    assert kept == [["tell roles apart"], ["something new"]]


def test_a_module_is_refused_while_an_activity_has_faults():
    module = module_page(course_page())
    lesson_page(module, "Too short", publish=False, minutes=30, body=[prose(150)])

    with pytest.raises(CannotPublish) as refused:
        module.save_revision().publish()

    assert refused.value.faults == [
        "“Too short”: The page says 30 minutes, and its parts add up to 1 minute. Bring them within a tenth of each other."
    ]
