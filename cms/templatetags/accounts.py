"""Words for what accounts show."""

from django import template
from django.utils.safestring import SafeString

from cms.accounts.rules import device_name

register = template.Library()


@register.filter
def plain_device(cell: str | SafeString) -> str:
    """A table cell; a browser's name for itself is put into words."""
    return device_name(cell) if cell.strip().startswith("Mozilla/") else cell
