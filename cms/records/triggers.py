"""Database triggers that refuse changes to append-only tables, on SQLite and PostgreSQL.

SQLite drops a table's triggers when Django rebuilds the table, so they are put back after every migrate.
"""

from django.apps import apps

from cms.records.models import AppendOnlyModel


def append_only_tables() -> list[str]:
    return sorted(model._meta.db_table for model in apps.get_models() if issubclass(model, AppendOnlyModel))


def _sqlite(table: str) -> list[str]:
    return [
        f"CREATE TRIGGER IF NOT EXISTS {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        for verb in ("UPDATE", "DELETE")
    ]


def _postgresql(table: str) -> list[str]:
    return [
        "CREATE OR REPLACE FUNCTION hearten_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$",
        f"CREATE OR REPLACE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION hearten_append_only()",
    ]


def install(connection) -> None:
    """Put the triggers on every append-only table that exists. Safe to repeat."""
    statements = _sqlite if connection.vendor == "sqlite" else _postgresql
    with connection.cursor() as cursor:
        present = set(connection.introspection.table_names(cursor))
        for table in append_only_tables():
            if table in present:
                for statement in statements(table):
                    cursor.execute(statement)
