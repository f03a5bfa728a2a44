"""The signer: first key, change of key, withdrawal, secrets."""

from datetime import UTC, datetime

import jwt
import pytest
from django.core.management import CommandError, call_command

from cms.records import queries, services, tokens, vault
from cms.records.models import PrivateKey, RecordIsFinal, SigningKey

NOON = datetime(2026, 11, 23, 17, tzinfo=UTC)


def read(token):
    return tokens.verify(token, queries.public_keys())


@pytest.mark.django_db
def test_the_first_signature_makes_the_key_and_the_next_ones_use_it():
    first, second = services.sign({"hours": 1}), services.sign({"hours": 1})

    assert first == second
    assert SigningKey.objects.count() == 1
    assert read(first) == {"hours": 1}


@pytest.mark.django_db
def test_another_library_reads_the_token_with_the_published_key(settings):
    settings.BASE_URL = "https://train.example.org"
    token = services.sign({"hours": 1})

    header = jwt.get_unverified_header(token)
    key = jwt.PyJWK(queries.public_keys()[header["kid"].partition("#")[2]])

    assert header["kid"].startswith("did:web:train.example.org#")
    assert jwt.decode(token, key, algorithms=["RS256"]) == {"hours": 1}


@pytest.mark.django_db
def test_the_private_key_lies_sealed():
    services.sign({})

    sealed = PrivateKey.objects.get().sealed
    assert "PRIVATE KEY" not in sealed
    assert "PRIVATE KEY" in vault.unseal(sealed)


@pytest.mark.django_db
def test_a_new_key_signs_and_the_old_one_goes_on_verifying_but_cannot_sign():
    before = services.sign({"n": 1})

    key = services.new_key(at=NOON)

    after = services.sign({"n": 2})
    assert [read(before), read(after)] == [{"n": 1}, {"n": 2}]
    assert next(iter(queries.public_keys())) == key.kid
    assert list(PrivateKey.objects.values_list("key", flat=True)) == [key.pk]


@pytest.mark.django_db
def test_nothing_of_a_withdrawn_key_verifies_and_the_next_signature_makes_a_new_one():
    before = services.sign({"n": 1})

    services.withdraw_key(SigningKey.objects.get().kid, reason="a backup was lost", at=NOON)

    with pytest.raises(tokens.NotOurs):
        read(before)
    assert read(services.sign({"n": 2})) == {"n": 2}
    assert SigningKey.objects.count() == 2


@pytest.mark.django_db
def test_a_changed_secret_still_opens_and_reseals_and_a_lost_one_says_so(settings):
    settings.SIGNING_SECRETS = ["first secret"]
    services.sign({})
    settings.SIGNING_SECRETS = ["second secret", "first secret"]

    assert services.reseal_key() == 1

    settings.SIGNING_SECRETS = ["second secret"]
    assert read(services.sign({"n": 1})) == {"n": 1}
    settings.SIGNING_SECRETS = ["a third"]
    services._opened.cache_clear()
    with pytest.raises(vault.VaultLocked, match="SIGNING_SECRET"):
        services.sign({})


@pytest.mark.django_db
def test_a_key_is_a_record():
    key = services.new_key()

    with pytest.raises(RecordIsFinal):
        key.delete()
    with pytest.raises(RecordIsFinal):
        SigningKey.objects.update(public_jwk={})


def test_twenty_workers_without_a_key_make_one(racing_db):
    made = racing_db(lambda number: services.sign({"n": 1}), 20)

    assert len(set(made)) == 1
    assert (SigningKey.objects.count(), PrivateKey.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_signing_key_command_lists_changes_and_withdraws(capsys):
    call_command("signing_key", "new")
    first = SigningKey.objects.get().kid
    call_command("signing_key", "new")
    call_command("signing_key", "withdraw", first, reason="lost")
    capsys.readouterr()

    call_command("signing_key", "list")

    assert [line.split()[-1] for line in capsys.readouterr().out.splitlines()] == ["signs", "withdrawn"]
    with pytest.raises(CommandError, match="before"):
        call_command("signing_key", "withdraw", first, reason="lost")
    with pytest.raises(CommandError, match="no such key"):
        call_command("signing_key", "withdraw", "x", reason="lost")
