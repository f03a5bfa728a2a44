"""The page tree, under Wagtail's own name so that its tags find it; its other addresses stay as they are."""

from django.urls import re_path
from wagtail import urls as wagtail_urls

from cms.pages import views

*others, tree = wagtail_urls.urlpatterns
urlpatterns = [*others, re_path(wagtail_urls.serve_pattern, views.serve, name=tree.name)]
