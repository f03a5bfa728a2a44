"""Doors of the pages that belong to no course."""

from django.shortcuts import render


def landing(request, page):
    """The front page."""
    return render(request, "cms/pages/landing.html", {"page": page})


def standard_page(request, page):
    """A plain page."""
    return render(request, "cms/pages/standard_page.html", {"page": page})
