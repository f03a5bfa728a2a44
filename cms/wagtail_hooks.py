"""The switchboard of the CMS: screens, colors and guards of the site's own concepts."""

from django.contrib import messages
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks

from cms.pages.addresses import is_taken_below, taken_sentence
from cms.site.panels import HelpCheckPanel
from cms.site.viewsets import help_texts


@hooks.register("insert_global_admin_css")
def our_colors():
    return format_html('<link rel="stylesheet" href="{}">', static("cms/css/admin.css"))


@hooks.register("register_admin_viewset")
def help_texts_viewset():
    return help_texts


@hooks.register("construct_homepage_panels")
def ask_to_check_help(request, panels):
    panels.append(HelpCheckPanel())


@hooks.register("before_move_page")
def keep_addresses_of_the_product(request, page, destination):
    """A page moved to the top must not hide behind an address of the product."""
    if is_taken_below(destination, page.slug):
        messages.error(request, taken_sentence(page.slug))
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None


@hooks.register("construct_help_menu")
def only_help_with_the_cms(request, menu_items):
    """News about Wagtail's releases are for those who run the server."""
    menu_items[:] = [item for item in menu_items if not item.name.startswith("whats-new")]
