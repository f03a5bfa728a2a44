"""Programs as staff edit them, their frozen versions, and who aims at which."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamBlock
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, RevisionMixin

from cms.records.models import AppendOnlyModel
from cms.records.publishing import FreezesOnPublish
from courses.catalog.rules import Domain
from quizzes.programs import labels, rules
from quizzes.programs.blocks import RequirementsBlock, SourceBlock


class Program(FreezesOnPublish, DraftStateMixin, RevisionMixin, models.Model):
    name = models.CharField(_("name"), max_length=200, help_text=_("For example: IC&RC Peer Recovery."))
    name_es = models.CharField(_("name in Spanish"), max_length=200, blank=True)
    asker = models.CharField(
        _("who asks"),
        max_length=60,
        blank=True,
        help_text=_("For “What Ohio asks for”. Empty: the name of the program."),
    )
    slug = models.SlugField(_("address"), unique=True, help_text=_("The end of its web address. Do not change it."))
    board = models.CharField(_("board"), max_length=120, help_text=_("Who decides about it."))
    place = models.CharField(_("where it counts"), max_length=160, blank=True)
    place_es = models.CharField(_("where it counts, in Spanish"), max_length=160, blank=True)
    summary = models.TextField(_("summary"), blank=True)
    summary_es = models.TextField(_("summary in Spanish"), blank=True)
    # Boards disagree on the length of an hour; the ledger keeps minutes and each program reads them its own way.
    minutes_in_hour = models.PositiveSmallIntegerField(_("minutes in an hour"), default=60)
    as_of = models.DateField(_("rules as of"), null=True, blank=True, help_text=_("The day the rules were read."))
    confidence = models.CharField(
        _("how sure we are"),
        max_length=10,
        blank=True,
        choices=[(level, words) for level, words in labels.CONFIDENCE.items()],
    )
    # Shown to people who are not sure yet where they want to be certified.
    is_example = models.BooleanField(_("the example for people who are not sure yet"), default=False)
    sources = StreamField(StreamBlock([("source", SourceBlock())]), blank=True, verbose_name=_("sources"))
    requirements = StreamField(RequirementsBlock(), blank=True, verbose_name=_("requirements"))

    class Meta:
        ordering = ["name"]
        verbose_name = _("program")
        verbose_name_plural = _("programs")

    def __str__(self) -> str:
        return self.name

    def payload(self) -> dict:
        """The rules as a frozen version keeps them: plain data, every text by language."""
        sources = [{"url": block.value["url"], "title": block.value["title"]} for block in self.sources]
        as_of = self.as_of.isoformat() if self.as_of else ""
        asked = [block.block.payload(block.value) for block in self.requirements]
        for requirement in asked:
            requirement["source"] = requirement["source"] or (sources[0]["url"] if sources else "")
            requirement["as_of"] = requirement["as_of"] or as_of
        # Told only where it is known: versions from before it was asked stay as they were.
        told = {name: getattr(self, name) for name in ("asker", "confidence") if getattr(self, name)}
        return told | {
            "slug": self.slug,
            "name": _by_language(self.name, self.name_es),
            "board": self.board,
            "place": _by_language(self.place, self.place_es),
            "summary": _by_language(self.summary, self.summary_es),
            "minutes_in_hour": self.minutes_in_hour,
            "modalities": [],
            "as_of": as_of,
            "sources": sources,
            "requirements": asked,
        }

    def faults(self) -> list[str]:
        return [labels.fault(found) for found in rules.faults(self.payload(), Domain)]

    def freeze(self, *, by) -> None:
        # By path: services stand above models, and publishing may begin at any of Wagtail's doors.
        import_string("quizzes.programs.services.freeze_program")(self, by=by)


def _by_language(english: str, spanish: str) -> dict[str, str]:
    return {language: text for language, text in (("en", english), ("es", spanish)) if text}


class ProgramVersion(AppendOnlyModel):
    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    payload = models.JSONField()
    checksum = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(AppendOnlyModel.Meta):
        abstract = False
        constraints = [models.UniqueConstraint(fields=["program", "number"], name="program_version_number")]

    def __str__(self) -> str:
        return f"{self.payload['name'].get('en', '')} ({self.number})"


class Pursuit(models.Model):
    trainee = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="pursuits")
    # The program of the version, again: a constraint cannot look through a foreign key.
    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="pursuits")
    program_version = models.ForeignKey(ProgramVersion, on_delete=models.PROTECT, related_name="pursuits")
    # "I’m not sure yet": the program is shown as an example only.
    is_example = models.BooleanField(default=False)
    chosen_at = models.DateTimeField()
    # When it was last put first: the dashboard and the hours speak of the newest.
    first_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            # Any number of programs, each once; other rules of the same program take the place of the old.
            models.UniqueConstraint(
                fields=["trainee", "program"], condition=Q(ended_at__isnull=True), name="pursuit_one_open_per_program"
            )
        ]

    def __str__(self) -> str:
        return f"{self.trainee_id}: {self.program_version}"


class Evidence(models.Model):
    """What a person says they have or did for a board. Grants nothing here, so it is an ordinary row: it may be
    taken back, and goes with the account."""

    trainee = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="evidence")
    given = models.CharField(max_length=10)
    # One name for all boards ("diploma"), or the program and its requirement ("oh-cprs:background").
    topic = models.CharField(max_length=160)
    on = models.DateField()
    # The last day a certification is good, as the board's paper says, and the rules it is renewed by: those of the day
    # it was told. A later version leaves earlier periods as they were.
    until = models.DateField(null=True, blank=True)
    version = models.ForeignKey(ProgramVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    said = models.BooleanField(null=True)
    # A score, a count, credits, or minutes, as the kind has it.
    number = models.PositiveIntegerField(null=True, blank=True)
    name = models.CharField(max_length=120, blank=True)
    term = models.CharField(max_length=40, blank=True)
    # Where the proof is, or who said so.
    proof = models.CharField(max_length=300, blank=True)
    told_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["trainee", "on"], name="evidence_of_a_person")]

    def __str__(self) -> str:
        return f"{self.trainee_id}: {self.topic}"


class RenewalNotice(models.Model):
    """A reminder of a board's date that went out. The constraint makes it one mail, however often and wherever the
    schedule runs. Grants nothing, so it goes with the account."""

    trainee = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="renewal_notices")
    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="+")
    # A renewed certification ends on another day and is reminded of anew.
    due_on = models.DateField()
    days = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trainee", "program", "due_on", "days"], name="renewal_notice_once")
        ]

    def __str__(self) -> str:
        return f"{self.trainee_id}: {self.days} days before {self.due_on}"


class RecoveryWord(models.Model):
    """A person's own yes or no about recovery. Apart from all other evidence, so that no list, export or search of
    evidence can carry it; only the person reads it, and erasing it leaves nothing."""

    trainee = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="recovery_words")
    about = models.CharField(max_length=10)
    months = models.PositiveSmallIntegerField()
    said = models.BooleanField()
    on = models.DateField()

    class Meta:
        constraints = [
            # One answer to each question: a new one takes the place of the old, and no history of it is kept.
            models.UniqueConstraint(fields=["trainee", "about", "months"], name="recovery_one_word_per_question")
        ]

    def __str__(self) -> str:
        # Says nothing: names of rows end up in logs.
        return f"{self.trainee_id}"
