"""manage.py demo [--reset] [--no-serve] [--port N]"""

import os
import sys
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from cms.operations import serving
from cms.operations.queries import unapplied_migrations
from quizzes.demo import queries, services
from quizzes.demo.rules import PASSWORD, PEOPLE

HOST = "127.0.0.1"


class Command(BaseCommand):
    help = "A site to try out, with courses and people, on this computer."
    # Each process that is started checks for itself; the demo should not wait for it twice.
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--reset", action="store_true", help="throw away what was done in the demo and start over")
        parser.add_argument("--no-input", action="store_true", help="with --reset: do not ask first")
        parser.add_argument("--no-serve", action="store_true", help="only prepare the demo")
        parser.add_argument("--port", type=int, default=8000, help="port to serve on (default: %(default)s)")

    def handle(self, *, reset, no_input, no_serve, port, **options):
        console = Console(highlight=False)
        try:
            path = queries.demo_file(settings.DATABASES["default"], settings.SETTINGS_MODULE)
        except queries.NotADemo as error:
            raise CommandError(str(error)) from error
        if not no_serve and not queries.is_port_free(HOST, port):
            raise CommandError(f"Something else listens on port {port}. Choose another: --port {port + 1}")
        if path.exists() and reset and not (no_input or _is_sure(path)):
            console.print("Nothing was changed.")
            return
        if reset or not path.exists():
            _build(path, console)
        elif unapplied_migrations():
            raise CommandError("The demo is from an older Hearten. Start over with: manage.py demo --reset")
        if no_serve:
            console.print(f"The demo is ready in {path.name}.")
            return
        os.chdir(settings.BASE_DIR)
        os.environ.setdefault("BASE_URL", f"http://localhost:{port}")
        children = serving.children(host=HOST, port=port, workers=2, threads=4, verbosity=0)
        serving.keep(children, listening=(HOST, port), then=lambda: _welcome(console, port))


def _is_sure(path: Path) -> bool:
    if not sys.stdin.isatty():
        raise CommandError("--reset asks first, and nobody is here to answer. Add --no-input if you are sure.")
    return input(f"Everything done in {path.name} will be gone. Go on? [y/N] ").strip().lower() in {"y", "yes"}


def _build(path: Path, console: Console) -> None:
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=console.is_terminal) as progress:
        lines: dict[str, int] = {}

        def tell(doing: str, done: int, total: int) -> None:
            if doing not in lines:
                for line in lines.values():
                    progress.update(line, total=1, completed=1)
                lines[doing] = progress.add_task(doing, total=total or None)
            progress.update(lines[doing], completed=done)

        services.build(path, tell=tell)


def _welcome(console: Console, port: int) -> None:
    table = Table(title=f"Sign in with the password {PASSWORD}", title_justify="left")
    for heading in ("Role", "Email", "Password"):
        table.add_column(heading)
    for person in PEOPLE:
        table.add_row(person.described, person.email, PASSWORD)
    console.print(table)
    console.print(
        f"Open [bold]http://localhost:{port}[/bold]   Mail: http://localhost:{port}/demo/mail/   Stop: Ctrl+C"
    )
    console.print("Hours take active time. To walk the whole road at once, set its share to 0: Settings, Provider.")
