"""Pictures, recordings, files."""

import pytest
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file

from cms.blocks.rendering import render_body
from tests.builders import course_page, lesson_page, module_page

pytestmark = pytest.mark.django_db


def picture() -> Image:
    return Image.objects.create(title="A path", file=get_test_image_file())


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # the picture library's own buffer
def test_publishing_a_lesson_draws_its_pictures_so_that_no_visit_has_to():
    shown = {"image": picture(), "alt": "A path through trees", "caption": ""}
    lesson = lesson_page(
        module_page(course_page()), "Seen", minutes=1, body=[("prose", "<p>hope</p>"), ("image", shown)]
    )

    assert Image.objects.get().renditions.count() == 1

    text = "".join(render_body(lesson.body).pieces)

    assert 'alt="A path through trees"' in text
    assert Image.objects.get().renditions.count() == 1
