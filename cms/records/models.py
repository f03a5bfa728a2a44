"""Rows that are added and never changed, and the keys that sign for them."""

from django.db import models


class RecordIsFinal(Exception):
    """A record was about to be changed or removed. Add a row that answers it instead."""


class AppendOnlyQuerySet(models.QuerySet):
    def update(self, **kwargs):
        raise RecordIsFinal(f"{self.model.__name__} rows are never changed")

    def delete(self):
        raise RecordIsFinal(f"{self.model.__name__} rows are never removed")

    def bulk_update(self, objs, fields, batch_size=None):
        raise RecordIsFinal(f"{self.model.__name__} rows are never changed")

    def bulk_create(self, objs, *args, update_conflicts=False, **kwargs):
        if update_conflicts:
            raise RecordIsFinal(f"{self.model.__name__} rows are never changed")
        return super().bulk_create(objs, *args, **kwargs)

    def update_or_create(self, *args, **kwargs):
        raise RecordIsFinal(f"{self.model.__name__} rows are never changed")

    # Django asks for these marks when it builds the manager.
    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]


class AppendOnlyModel(models.Model):
    """Inserts only. Triggers (`records.triggers`) hold the same line for raw SQL."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise RecordIsFinal(f"{type(self).__name__} {self.pk} is final")
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise RecordIsFinal(f"{type(self).__name__} {self.pk} is final")


class SigningKey(AppendOnlyModel):
    """The public half of a key. Stays for good: what it has signed must verify for as long as anybody shows it."""

    # The newest signs. Unique, so that two workers who both find no key end up with one.
    number = models.PositiveIntegerField(unique=True)
    kid = models.CharField(max_length=64, unique=True)
    public_jwk = models.JSONField()
    made_at = models.DateTimeField()

    class Meta(AppendOnlyModel.Meta):
        abstract = False

    def __str__(self) -> str:
        return self.kid


class PrivateKey(models.Model):
    """The private half, sealed. Gone once a newer key signs, so that nobody can sign with an old one."""

    key = models.OneToOneField(SigningKey, on_delete=models.PROTECT, related_name="private")
    sealed = models.TextField()

    def __str__(self) -> str:
        return self.key.kid


class KeyWithdrawal(AppendOnlyModel):
    """A key that others may have got hold of. Nothing it ever signed verifies any more."""

    key = models.OneToOneField(SigningKey, on_delete=models.PROTECT, related_name="withdrawal")
    reason = models.CharField(max_length=250)
    at = models.DateTimeField()

    class Meta(AppendOnlyModel.Meta):
        abstract = False

    def __str__(self) -> str:
        return f"{self.key}: {self.reason}"
