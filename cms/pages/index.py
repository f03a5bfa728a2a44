"""The index behind the one-query lookup. Wagtail has none on `url_path`: each lookup would read every page."""

NAME = "cms_page_url_path"


def install(connection) -> None:
    """Make the index if it is missing: SQLite drops it when a later Wagtail rebuilds the table."""
    if "wagtailcore_page" not in connection.introspection.table_names():
        return
    # A hash holds paths of any length; PostgreSQL's B-tree refuses long ones.
    kind = "USING hash " if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE INDEX IF NOT EXISTS {NAME} ON wagtailcore_page {kind}(url_path)")


def remove(connection) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DROP INDEX IF EXISTS {NAME}")
