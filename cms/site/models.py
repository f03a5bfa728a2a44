"""Who provides the site, and the help shown on every page of it."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField

from cms.site.blocks import HelpLineBlock


def usual_share() -> int:
    """The share a site starts with."""
    return settings.HEARTEN_ACTIVE_SHARE


@register_setting(icon="home")
class SiteSettings(BaseSiteSetting):
    provider_name = models.CharField(
        _("provider"),
        max_length=120,
        blank=True,
        help_text=_("Who gives this training. Printed on certificates, for example “Riverbend Recovery Center”."),
    )
    provider_number = models.CharField(
        _("provider number"),
        max_length=60,
        blank=True,
        help_text=_("The number your board gave you as a provider. Printed on certificates. Empty if you have none."),
    )
    contact_name = models.CharField(
        _("person to ask"), max_length=120, blank=True, help_text=_("Who answers questions about the training.")
    )
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    # 33: a module of an hour of reading, declared at 150 words a minute, is not read faster than 450. Whoever reads
    # fast is not slowed down; whoever presses through does not earn an hour.
    active_share = models.PositiveSmallIntegerField(
        _("share of active time"),
        default=usual_share,
        validators=[MaxValueValidator(100)],
        help_text=_(
            "In percent. Hours of a module are given once a person was active for this share of its minutes. "
            "33 lets a fast reader through. 0 asks for no time. Hours that were given stay."
        ),
    )
    # Part of the key under which the shell is kept in memory: a saved change shows on the next request.
    updated_at = models.DateTimeField(auto_now=True)

    panels = [
        FieldPanel("provider_name"),
        FieldPanel("provider_number"),
        FieldPanel("active_share"),
        MultiFieldPanel(
            [FieldPanel("contact_name"), FieldPanel("phone"), FieldPanel("email")], heading=_("Talk to a person")
        ),
    ]

    class Meta:
        verbose_name = _("Provider")

    def __str__(self) -> str:
        return self.provider_name or str(_("Provider"))


class HelpTexts(models.Model):
    """The strip and the footer block with help, one per site and language."""

    site = models.ForeignKey("wagtailcore.Site", on_delete=models.CASCADE, related_name="help_texts")
    locale = models.ForeignKey("wagtailcore.Locale", on_delete=models.CASCADE, verbose_name=_("language"))
    strip_text = models.CharField(
        _("strip"), max_length=60, help_text=_("Stands under the top bar of every page, before the number.")
    )
    strip_number = models.CharField(_("number"), max_length=20)
    heading = models.CharField(_("heading of the footer block"), max_length=80)
    lines = StreamField([("line", HelpLineBlock())], verbose_name=_("help lines"))
    contact_heading = models.CharField(
        _("heading for your own contact"), max_length=80, help_text=_("Above the person named under Provider.")
    )
    contact_hours = models.CharField(
        _("when you can be reached"), max_length=80, blank=True, help_text=_("For example “Monday to Friday, 9 to 5”.")
    )
    checked_on = models.DateField(
        _("checked on"),
        null=True,
        blank=True,
        help_text=_("The day somebody tried these numbers. After 180 days the front page asks you to look again."),
    )
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("Help line")
        verbose_name_plural = _("Help lines")
        # One text a language, or nobody knows which one people see.
        constraints = [models.UniqueConstraint(fields=["site", "locale"], name="help_texts_once_a_language")]

    def __str__(self) -> str:
        return f"{self.heading} ({self.locale})"
