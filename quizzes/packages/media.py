"""Pictures and documents of a package, as Wagtail keeps them."""

from pathlib import Path

from django.core.files import File
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from courses.catalog.models import CoursePage, LessonPage
from quizzes.packages.located import BrokenPackage, Fault


def path_in(folder: Path | None, name: str) -> Path:
    """The file a block names. Raises BrokenPackage when it is missing or lies outside the folder."""
    path = (folder / name).resolve() if folder else None
    if not folder or not path or not path.is_relative_to(folder.resolve()) or not path.is_file():
        raise BrokenPackage([Fault(folder.name if folder else "", 1, f"the file “{name}” is not in this folder")])
    return path


def name_of(media) -> str:
    return Path(media.file.name).name


def image(folder: Path | None, name: str, title: str):
    """The picture as a Wagtail image; the same file is kept once."""
    return _kept(get_image_model(), path_in(folder, name), title)


def document(folder: Path | None, name: str, title: str):
    """The file as a Wagtail document; the same file is kept once."""
    return _kept(get_document_model(), path_in(folder, name), title)


def files_of(course: CoursePage) -> dict[str, Path]:
    """Name in the package → file, for every picture and document in the course's lessons."""
    found = {}
    for lesson in LessonPage.objects.descendant_of(course):
        for block in lesson.body:
            if block.block_type == "image":
                found[f"images/{name_of(block.value['image'])}"] = Path(block.value["image"].file.path)
            elif block.block_type == "download":
                found[f"files/{name_of(block.value['document'])}"] = Path(block.value["document"].file.path)
    return found


def _kept(model, path: Path, title: str):
    fresh = model(title=title)
    with path.open("rb") as content:
        fresh.file = File(content, name=path.name)
        digest = fresh.get_file_hash() if hasattr(fresh, "get_file_hash") else ""
        if digest and (found := model.objects.filter(file_hash=digest).first()):
            return found
        fresh.save()
    return fresh
