"""The question as a draft, and its frozen versions."""

from django.conf import settings
from django.db import models
from django.utils.module_loading import import_string
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from taggit.models import TaggedItemBase
from wagtail.models import (
    DraftStateMixin,
    Locale,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cms.records.models import AppendOnlyModel
from cms.records.publishing import FreezesOnPublish
from courses.catalog.activities import CompetenciesField
from courses.catalog.labels import DOMAIN_LABELS, choices
from quizzes.questions.blocks import AnswerBlock
from quizzes.questions.fields import UnlistedStreamField
from quizzes.questions.labels import DIFFICULTIES, FAULTS, fault_words, types
from quizzes.questions.rules import Difficulty, Wording, in_words_of
from quizzes.questions.types import REGISTRY, Fault


class QuestionTag(TaggedItemBase):
    content_object = ParentalKey("quizzes.Question", related_name="tagged_items", on_delete=models.CASCADE)


class Question(
    FreezesOnPublish,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    TranslatableMixin,
    index.Indexed,
    ClusterableModel,
):
    # The key a course package knows the question by; authors in the CMS never see it.
    slug_key = models.CharField(max_length=200, blank=True, editable=False, db_index=True)
    # Follows the answer block, so that lists and draws can filter by it.
    type = models.CharField(_("type"), max_length=20, choices=types, editable=False)
    scene = models.TextField(_("scene"), blank=True, help_text=_("What happens before the question, if anything."))
    stem = models.TextField(_("question"), help_text=_("For example: Luis asks you to lend him money. What do you do?"))
    content = UnlistedStreamField(AnswerBlock(), verbose_name=_("answers"))
    why = models.TextField(
        _("why"),
        blank=True,
        help_text=_("Why the stronger answer is stronger, in one to three sentences. Shown after sending."),
    )
    tags = ClusterTaggableManager(through=QuestionTag, blank=True, verbose_name=_("tags"))
    domain = models.CharField(_("hours category"), max_length=40, choices=choices(DOMAIN_LABELS), blank=True)
    competencies = CompetenciesField(_("competencies"), blank=True)
    difficulty = models.CharField(
        _("difficulty"), max_length=10, choices=choices(DIFFICULTIES), default=Difficulty.MEDIUM
    )
    # The part of a lesson that teaches this: a page's key, so the link survives moves and languages.
    lesson_key = models.UUIDField(null=True, blank=True)
    lesson_anchor = models.SlugField(
        _("part of the lesson"),
        max_length=100,
        blank=True,
        help_text=_("The heading to jump to, in small letters with dashes: “what-it-adds”."),
    )
    created_at = models.DateTimeField(auto_now_add=True)

    search_fields = [
        index.SearchField("stem"),
        index.SearchField("scene"),
        index.AutocompleteField("stem"),
        index.FilterField("type"),
        index.FilterField("domain"),
        index.FilterField("live"),
        index.FilterField("locale"),
        index.FilterField("translation_key"),
    ]
    override_translatable_fields = [
        TranslatableField("scene"),
        TranslatableField("stem"),
        TranslatableField("content"),
        TranslatableField("why"),
        *(
            SynchronizedField(name, overridable=False)
            for name in ("slug_key", "type", "domain", "competencies", "difficulty", "lesson_key", "lesson_anchor")
        ),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return Truncator(self.stem).chars(90)

    def clean(self):
        super().clean()
        self.type = self.content[0].block_type if len(self.content) else ""

    def written(self) -> tuple[Wording, dict]:
        """What this language says, and the key. In the language of the text, for the words of true and false."""
        if not len(self.content):
            return Wording(asked={"stem": self.stem, "scene": self.scene, "options": []}, feedback={}), {}
        answers = self.content[0]
        with override(self.locale.language_code):
            asked, key, feedback, *more = answers.block.frozen(answers.value, str(self.translation_key))
        wording = Wording(
            asked={"stem": self.stem.strip(), "scene": self.scene.strip(), **asked},
            # Some types say more afterwards than a remark on each option: a fourth part.
            feedback={"why": self.why.strip(), "options": feedback, **(more[0] if more else {})},
        )
        return wording, key

    def faults(self) -> list[str]:
        if not len(self.content):
            return [str(FAULTS[Fault.TOO_FEW_OPTIONS])]
        kind = REGISTRY[self.content[0].block_type]
        wording, key = self.written()
        found = [] if wording.asked["stem"] else [Fault.NO_STEM]
        found += kind.faults(wording.asked, key, wording.feedback)
        if kind.is_scored and not kind.needs_person and not wording.feedback["why"]:
            found.append(Fault.NO_WHY)
        if (source := self.source()) and in_words_of(source.written()[0], wording) is None:
            found.append(Fault.OTHER_OPTIONS_THAN_SOURCE)
        return [fault_words(fault, kind.where(fault, wording.asked, key)) for fault in found]

    def source(self) -> "Question | None":
        """The published question this one translates; None for one that is no translation."""
        languages = Question.objects.filter(translation_key=self.translation_key, live=True).exclude(pk=self.pk)
        return languages.filter(locale=Locale.get_default()).select_related("locale").first()

    def freeze(self, *, by) -> None:
        import_string("quizzes.questions.services.freeze_question")(self, by=by)

    preview_modes = [("asking", _("Asking")), ("well", _("Went well")), ("again", _("Look again"))]

    def serve_preview(self, request, mode_name):
        return import_string("quizzes.questions.views.preview")(request, self, mode_name)


class QuestionVersion(AppendOnlyModel):
    # Not a foreign key: a draft may be deleted, what was asked may not.
    question_key = models.UUIDField()
    number = models.PositiveIntegerField()
    type = models.CharField(max_length=20)
    payload = models.JSONField()
    checksum = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(AppendOnlyModel.Meta):
        abstract = False
        constraints = [models.UniqueConstraint(fields=["question_key", "number"], name="question_version_number")]

    def __str__(self) -> str:
        return f"{self.question_key} v{self.number}"
