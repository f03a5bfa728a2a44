import re
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.template import Context, Template
from django.utils.translation import override

from cms.templatetags import ui


def render(source: str, **context) -> str:
    return Template(source).render(Context({"LANGUAGE_CODE": "en", **context}))


@pytest.mark.parametrize(
    ("minutes", "english", "spanish"),
    [
        (1650, "27.5", "27.5"),
        (600, "10", "10"),
        (0, "0", "0"),
        (100, "1.7", "1.7"),
        (None, "0", "0"),
        (-90, "-1.5", "-1.5"),
    ],
)
def test_as_hours_shows_at_most_one_decimal(minutes, english, spanish):
    with override("en"):
        assert ui.as_hours(minutes) == english
    with override("es"):
        assert ui.as_hours(minutes) == spanish


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (30, "30 minutes"),
        (1, "1 minute"),
        (60, "1 hour"),
        (90, "1 hour 30 minutes"),
        (120, "2 hours"),
        (0, "0 minutes"),
    ],
)
def test_as_duration_says_it_in_words(minutes, words):
    assert ui.as_duration(minutes) == words


def test_icon_is_hidden_from_screen_readers():
    assert render('{% icon "flag" %}').startswith(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M4'
    )


def test_rings_are_decoration_unless_they_have_words():
    assert 'aria-hidden="true"' in render("{% rings 1 0 3 %}")
    labelled = render("{% rings 1 0 3 label=words %}", words='Three "rings"')

    assert 'role="img" aria-label="Three &quot;rings&quot;"' in labelled
    assert "aria-hidden" not in labelled


def test_segments_escape_what_they_say():
    drawn = render("{% segments steps %}", steps=[("done", "Lesson <1>: done"), ("now", "You are here")])

    assert drawn == (
        '<ol class="segs"><li class="is-done"><span class="vh">Lesson &lt;1&gt;: done</span></li>'
        '<li class="is-now"><span class="vh">You are here</span></li></ol>'
    )


def test_active_marks_only_the_place_one_is_in():
    assert render('{% active nav "home" %}', nav="home") == ' aria-current="page"'
    assert render('{% active nav "home" "welcome" %}', nav="hours") == ""
    assert render('{% active nav "home" "" %}') == ""


def test_at_stays_in_the_language():
    assert render("{% at 'courses/' %}") == "/courses/"
    assert render("{% at 'courses/' %}", LANGUAGE_CODE="es") == "/es/courses/"


@pytest.mark.parametrize(
    ("parts", "title"),
    [
        (("Question 4 of 10", "Module 5 quiz"), "Question 4 of 10 – Module 5 quiz – Hearten"),
        (("Home", ""), "Home – Hearten"),
        (("A <b> & c", ""), "A &lt;b&gt; &amp; c – Hearten"),
    ],
)
def test_titled_joins_what_there_is(parts, title):
    source = "{% titled %}{{ one }}|||\n {{ two }} |||Hearten{% endtitled %}"

    assert render(source, one=parts[0], two=parts[1]) == title


class HoursForm(forms.Form):
    hours = forms.DecimalField(label="How many hours?", help_text="Use half hours, like 1.5")
    note = forms.CharField(label="A note", required=False)
    agree = forms.BooleanField(label="It is my own work")
    who = forms.ChoiceField(label="Who may see it?", choices=[("me", "Only me")], widget=forms.RadioSelect)


def test_field_ties_label_hint_and_fix_to_the_control():
    form = HoursForm({"hours": "two", "who": "me", "agree": "on"})
    drawn = render('{% include "components/field.html" with field=form.hours only %}', form=form)

    assert '<label for="id_hours">How many hours?</label>' in drawn
    assert '<p class="hint" id="id_hours_hint">' in drawn
    assert '<p class="fix" id="id_hours_fix"><span class="vh">Fix: </span>' in drawn
    control = re.search(r"<input[^>]*>", drawn).group()
    assert 'aria-describedby="id_hours_hint id_hours_fix"' in control
    assert 'aria-invalid="true"' in control
    assert 'value="two"' in control


def test_field_says_what_may_be_skipped_and_groups_choices():
    form = HoursForm()

    assert "(you can skip this)" in render('{% include "components/field.html" with field=form.note only %}', form=form)
    assert '<legend class="legend">Who may see it?</legend>' in render(
        '{% include "components/field.html" with field=form.who only %}', form=form
    )
    assert "<span>It is my own work</span>" in render(
        '{% include "components/field.html" with field=form.agree only %}', form=form
    )


def test_errors_summary_leads_to_each_field():
    form = HoursForm({"hours": "two"})
    drawn = render('{% include "components/errors.html" with form=form only %}', form=form)

    assert "There are 3 things to fix" in drawn
    assert 'href="#id_hours"' in drawn
    assert render('{% include "components/errors.html" with form=form only %}', form=HoursForm()).strip() == ""


def test_every_icon_a_template_names_is_there():
    named = set()
    for path in Path(settings.BASE_DIR, "templates").rglob("*.html"):
        named |= set(re.findall(r'{% icon "([\w-]+)" %}', path.read_text()))

    assert [name for name in sorted(named) if not (ui.ICONS_DIR / f"{name}.svg").exists()] == []
