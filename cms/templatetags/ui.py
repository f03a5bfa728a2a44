"""Template tags of the design system. Builtins: no template loads them."""

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path

from django import template
from django.conf import settings
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext

from cms.site import rings as drawing
from cms.site.rules import address_in

register = template.Library()

ICONS_DIR = Path(__file__).resolve().parents[1] / "static" / "cms" / "icons"


@cache
def icon_paths(name: str) -> str:
    """What stands inside the svg element of an icon file."""
    source = (ICONS_DIR / f"{name}.svg").read_text()
    inside = source[source.index(">", source.index("<svg")) + 1 : source.index("</svg>")]
    return re.sub(r"\s*\n\s*", "", inside).replace(" />", "/>")


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon beside a word. It is decoration: the word says it."""
    return mark_safe(f'<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">{icon_paths(name)}</svg>')  # noqa: S308


@register.simple_tag
def rings(done: int, part: float = 0, total: int = 8, label: str = "", css: str = "tree") -> SafeString:
    """Growth rings, `part` (0 to 1) of the next one grown. Hidden from screen readers unless it has a label."""
    role = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    drawn = drawing.tree(int(done), round(float(part), 2), int(total))
    return format_html('<svg class="{}" viewBox="0 0 580 580" {}>{}</svg>', css, role, mark_safe(drawn))  # noqa: S308


@register.simple_tag
def segments(items) -> SafeString:
    """Where one stands: `items` are (state, words) pairs or carry `.state` and `.label`; states done, now, again,
    todo. Past 20 steps the caller uses a bar instead."""
    pairs = [(i.state, i.label) if hasattr(i, "state") else tuple(i) for i in items]
    steps = format_html_join("", '<li class="is-{}"><span class="vh">{}</span></li>', pairs)
    return format_html('<ol class="segs">{}</ol>', steps)


@register.filter
def as_hours(minutes: int | None, places: int | None = None) -> str:
    """Minutes as hours with at most one decimal, in the reader's language: 1650 → 27.5. A column of figures asks for
    exactly one, so that they line up."""
    hours = (Decimal(minutes or 0) / 60).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return number_format(hours, (0 if hours == hours.to_integral_value() else 1) if places is None else places)


@register.filter
def as_duration(minutes: int | None) -> str:
    """Minutes in words: 30 minutes, 1 hour 30 minutes, 2 hours."""
    hours, rest = divmod(int(minutes or 0), 60)
    parts = []
    if hours:
        parts.append(ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours})
    if rest or not hours:
        parts.append(ngettext("%(count)s minute", "%(count)s minutes", rest) % {"count": rest})
    return " ".join(parts)


@register.simple_tag
def active(current: str, *names: str) -> SafeString:
    """Marks the link one is on."""
    return mark_safe(' aria-current="page"') if current and current in names else SafeString("")


@register.filter
def in_language(address: str, language: str) -> str:
    """The same address in another language."""
    return address_in(str(address), language, dict(settings.LANGUAGES))


@register.simple_tag(takes_context=True)
def at(context, path: str) -> str:
    """A language-neutral path (`courses/`) as an address in the reader's language."""
    return address_in(f"/{path.lstrip('/')}", context.get("LANGUAGE_CODE") or "en", dict(settings.LANGUAGES))


@register.simple_tag
def control(field, **attributes) -> SafeString:
    """A form control tied to its hint and its errors."""
    # A hint that vanishes while typing is no hint; allauth's fields bring some.
    attributes.setdefault("placeholder", False)
    described = [f"{field.auto_id}_hint"] * bool(field.help_text) + [f"{field.auto_id}_fix"] * bool(field.errors)
    if described:
        attributes["aria-describedby"] = " ".join(described)
    if field.errors:
        attributes["aria-invalid"] = "true"
    kind = getattr(field.field.widget, "input_type", "")
    if kind not in {"radio", "checkbox", "file", "hidden"}:
        attributes["class"] = " ".join(filter(None, ["input", field.field.widget.attrs.get("class")]))
    return field.as_widget(attrs=attributes)


@register.filter
def error_count(form) -> int:
    """How many things a form asks to fix."""
    return sum(len(errors) for errors in form.errors.values()) if form is not None else 0


@register.simple_tag(takes_context=True)
def fix_prefix(context) -> str:
    """What the title says first when a form on the page has something to fix."""
    form = context.get("form")
    return gettext("Fix needed: ") if getattr(form, "is_bound", False) and form.errors else ""


class TitleNode(template.Node):
    def __init__(self, nodelist):
        self.nodelist = nodelist

    def render(self, context):
        parts = [part.strip() for part in self.nodelist.render(context).split("|||")]
        return " – ".join(" ".join(part.split()) for part in parts if part)


@register.tag
def titled(parser, token):
    """Joins the parts of a title that `|||` separates, leaving out those a page does not have."""
    nodelist = parser.parse(("endtitled",))
    parser.delete_first_token()
    return TitleNode(nodelist)
