from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from cms.operations import queries


def test_healthz_asks_nothing_of_the_database(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/healthz").content == b"ok"


def test_readyz_is_ready_on_a_migrated_database(client, db):
    assert client.get("/readyz").json() == {"ready": True}


def test_readyz_waits_for_migrations(client, db, monkeypatch):
    monkeypatch.setattr(queries, "_all_applied", False)
    last = MigrationRecorder(connection).migration_qs.filter(app="cms").latest("name")
    MigrationRecorder(connection).record_unapplied("cms", last.name)

    response = client.get("/readyz")

    assert (response.status_code, response.json()["ready"]) == (503, False)
