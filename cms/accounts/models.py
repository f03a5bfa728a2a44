"""The account and its sessions."""

import uuid
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import Value
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property

from cms.accounts.rules import Role, Theme


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields) -> "User":
        return self.create_user(email, password, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):  # type: ignore[django-manager-missing]  # Wagtail's locks
    email = models.EmailField("e-mail", unique=True)
    # What a certificate prints; boards compare it with an ID.
    legal_name = models.CharField(max_length=200, blank=True)
    # What everybody else reads.
    chosen_name = models.CharField(max_length=100, blank=True)
    pronouns = models.CharField(max_length=50, blank=True)
    # Stands for the person in checksummed records, so that erasing the account leaves them verifiable.
    person_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    language = models.CharField(max_length=10, default="en")
    theme = models.CharField(max_length=10, choices=[(t.value, t.value) for t in Theme], default=Theme.DEVICE)
    time_zone = models.CharField(max_length=50, default="America/New_York")
    # Names from settings.OPTIONAL_MAILS this person has switched off. Empty: a new kind of mail starts switched on.
    unwanted_mails = models.JSONField(default=list, db_default=Value([], models.JSONField()), blank=True)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_any_case")]

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        return self.chosen_name or self.legal_name or self.email

    def get_short_name(self) -> str:
        name = self.chosen_name or self.legal_name
        return name.split()[0] if name else self.email.split("@")[0]

    @cached_property
    def is_team(self) -> bool:
        """Whether this person may open the CMS. The session's query brings the answer along."""
        return self.is_superuser or self.groups.filter(permissions__codename="access_admin").exists()

    @cached_property
    def supervises(self) -> bool:
        """Whether this person confirms hours of people they supervise. The session's query brings this along too."""
        return self.groups.filter(name=Role.SUPERVISOR).exists()


class Session(AbstractBaseSession):
    # Read together with the session; also ends all sessions of an account that is deleted.
    user = models.ForeignKey("cms.User", null=True, blank=True, on_delete=models.CASCADE, related_name="+")

    @classmethod
    def get_session_store_class(cls):
        from cms.accounts.sessions import SessionStore

        return SessionStore
