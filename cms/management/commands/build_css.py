"""Join the component styles into site.css."""

from django.core.management.base import BaseCommand

from cms.site import stylesheet


class Command(BaseCommand):
    help = "Join static/cms/css/**/*.css into static/cms/css/site.css."
    requires_system_checks: list[str] = []

    def handle(self, *args, **options):
        if stylesheet.is_stale():
            stylesheet.SITE_CSS.write_text(stylesheet.built())
            self.stdout.write("site.css is new.")
        else:
            self.stdout.write("site.css was up to date.")
