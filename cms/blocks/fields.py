"""Model fields whose value is a small list, typed by people as lines."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail_localize.segments import StringSegmentValue

# 46, 46.5 or 46.25
_HOURS = re.compile(r"\d{1,4}(\.\d{1,2})?")


class LinesFormField(forms.CharField):
    """One text per line."""

    widget = forms.Textarea(attrs={"rows": 4})

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        return [line.strip() for line in (value or "").splitlines() if line.strip()]

    def has_changed(self, initial, data):
        return (initial or []) != self.to_python(data)

    def validate(self, value):
        if self.required and not value:
            raise ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value):
        for line in value:
            super().run_validators(line)


class LinesField(models.JSONField):
    """A list of short texts: objectives, sources. Translated line by line."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("default", list)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs):
        return models.Field.formfield(self, form_class=LinesFormField, **kwargs)

    def get_translatable_segments(self, value):
        return [StringSegmentValue(f"line-{index}", line) for index, line in enumerate(value or [])]

    def restore_translated_segments(self, value, segments):
        lines = list(value or [])
        for segment in segments:
            lines[int(segment.path.removeprefix("line-"))] = segment.render_text()
        return lines


class TimedPartsFormField(LinesFormField):
    """One part per line: `15 | Quiz | 8 questions, almost two minutes each`."""

    def prepare_value(self, value):
        if not isinstance(value, list):
            return value
        return "\n".join(f"{part['minutes']} | {part['what']} | {part['basis']}" for part in value)

    def to_python(self, value):
        parts = []
        for line in super().to_python(value):
            pieces = [piece.strip() for piece in line.split("|", 2)]
            if len(pieces) != 3 or not pieces[0].isdecimal() or not all(pieces):
                raise ValidationError(
                    _("Write each part as: minutes | what | basis. “%(line)s” isn’t in that form.") % {"line": line}
                )
            parts.append({"minutes": int(pieces[0]), "what": pieces[1], "basis": pieces[2]})
        return parts

    def run_validators(self, value):
        """Each line was read above; there is nothing more to ask."""


class TimedPartsField(models.JSONField):
    """Stated parts of an activity's time: `[{"minutes": 15, "what": "Quiz", "basis": "8 questions …"}]`."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("default", list)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs):
        return models.Field.formfield(self, form_class=TimedPartsFormField, **kwargs)


class ApprovalsFormField(LinesFormField):
    """One approval per line: `Ohio MHAS | PRS-2026-014 | 46`."""

    def prepare_value(self, value):
        if not isinstance(value, list):
            return value
        return "\n".join(" | ".join(filter(None, (a["board"], a["number"], a["hours"]))) for a in value)

    def to_python(self, value):
        found = []
        for line in super().to_python(value):
            pieces = [piece.strip() for piece in line.split("|")]
            if len(pieces) not in (2, 3) or not all(pieces) or not _HOURS.fullmatch(pieces[2] if pieces[2:] else "1"):
                raise ValidationError(
                    _("Write each approval as: board | number | hours. “%(line)s” isn’t in that form.") % {"line": line}
                )
            found.append({"board": pieces[0], "number": pieces[1], "hours": pieces[2] if pieces[2:] else ""})
        return found

    def run_validators(self, value):
        """Each line was read above; there is nothing more to ask."""


class ApprovalsField(models.JSONField):
    """The numbers boards gave a course: `[{"board": "Ohio MHAS", "number": "PRS-2026-014", "hours": "46"}]`. The hours
    are text, as the board wrote them; empty where it named none."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("default", list)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs):
        return models.Field.formfield(self, form_class=ApprovalsFormField, **kwargs)
