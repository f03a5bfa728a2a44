"""Is the house well?"""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

# Migrations that are applied stay applied while this process runs; only the first answer costs anything.
_all_applied = False


def troubles() -> dict[str, str]:
    """What keeps this process from serving, by name; empty when it may."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        waiting = unapplied_migrations()
    except DatabaseError as error:
        return {"database": type(error).__name__}
    return {"migrations": f"{waiting} to apply"} if waiting else {}


def unapplied_migrations() -> int:
    global _all_applied
    if _all_applied:
        return 0
    executor = MigrationExecutor(connection)
    waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    _all_applied = not waiting
    return waiting
