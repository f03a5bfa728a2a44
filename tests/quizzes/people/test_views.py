import csv
import io
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from cms.mail.models import OutboxMail
from courses.enrollments.models import Invitation
from courses.progress.models import Completion
from courses.reflections.models import Reflection
from quizzes.journey.services import mark_activity_done, post_result
from tests.builders import cohort, course_page, dana, enrolled, in_role, ivan, module_page, person, question, quiz_page

pytestmark = pytest.mark.django_db

REPORT = "/admin/cohorts-report/"


@pytest.fixture
def house(client):
    """Ivan leads one cohort of a course with a module; Dana is in it. Ivan is signed in."""

    class House:
        ivan = ivan()
        dana = dana()
        course = course_page()
        module = module_page(course, lessons=2)
        quiz = quiz_page(module, [question()])

    house = House()
    house.cohort = cohort(house.course, house.ivan)
    house.place = enrolled(house.dana, house.course, cohort=house.cohort)
    client.force_login(house.ivan)
    return house


def count_queries(client, address) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)


def lessons(house):
    return [page.translation_key for page in house.module.get_children().filter(title__startswith="Lesson")]


def result(house, state, score, number, place=None):
    post_result(
        place or house.place,
        house.quiz.translation_key,
        state=state,
        score=Decimal(score),
        possible=Decimal(10),
        source=f"attempt:{number}",
    )


def test_report_shows_people_modules_hours_and_the_headline(client, house):
    for key in lessons(house):
        mark_activity_done(house.place, key, by=house.dana)
    result(house, "passed", "9", 1)
    enrolled(person("Joe"), house.course, cohort=house.cohort)

    page = client.get(REPORT)

    assert page.context["headline"] == "2 people: 1 has finished, 1 has not started."
    assert [(row["name"], [words for _, words in row["cells"]]) for row in page.context["rows"]] == [
        ("Dana", ["Done 9/10"]),
        ("Joe", ["Not started"]),
    ]
    assert page.context["rows"][0]["minutes"] == house.module.minutes
    assert f'href="/admin/people/{house.dana.pk}/"' in page.content.decode()


def test_report_of_another_instructor_is_unknown(client, house):
    theirs = cohort(course_page("Ethics"), in_role("Olga", "instructor"), name="Secret group")
    enrolled(person("Hidden"), course_page("Other"), cohort=theirs)

    listed = client.get(REPORT).content.decode()

    assert client.get(REPORT, {"group": f"cohort:{theirs.pk}"}).status_code == 404
    assert client.get(REPORT, {"group": f"course:{theirs.course_key}"}).status_code == 404
    assert "Secret group" not in listed
    assert "Hidden" not in listed


@pytest.mark.parametrize("role", ["auditor", "administrator"])
def test_report_is_whole_for_those_who_answer_for_everybody(client, house, role):
    client.force_login(in_role("Amir", role))

    assert [row["name"] for row in client.get(REPORT).context["rows"]] == ["Dana"]


@pytest.mark.parametrize("role", ["reviewer", "supervisor"])
def test_report_is_closed_to_other_roles(client, house, role):
    client.force_login(in_role("Rosa", role))

    answer = client.get(REPORT)

    assert (answer.status_code, answer.url) == (302, "/admin/")


def test_report_is_closed_to_trainees(client, house):
    client.force_login(house.dana)

    answer = client.get(REPORT)

    assert answer.status_code in (302, 403)
    assert b"Spring evening" not in answer.content


def test_report_sorts_and_searches(client, house):
    joe = enrolled(person("Joe"), house.course, cohort=house.cohort)
    mark_activity_done(joe, lessons(house)[0], by=joe.trainee, at=timezone.now() + timedelta(minutes=5))

    def names(**query):
        return [row["name"] for row in client.get(REPORT, query).context["rows"]]

    assert names(sort="-name") == ["Joe", "Dana"]
    assert names(sort="last") == ["Dana", "Joe"]
    assert names(sort="-last") == ["Joe", "Dana"]
    assert names(q="JOE@") == ["Joe"]
    assert names(q="nobody here") == []


def test_report_has_fifty_people_on_a_page(client, house):
    for number in range(50):
        enrolled(person(f"P{number:02}"), house.course, cohort=house.cohort)

    second = client.get(REPORT, {"page": 2})

    assert [row["name"] for row in second.context["rows"]] == ["P49"]
    assert second.context["headline"] == "51 people: 51 have not started."


def test_report_asks_the_same_number_of_queries_for_three(client, house, django_assert_num_queries):
    mark_activity_done(house.place, lessons(house)[0], by=house.dana)
    client.get(REPORT)
    one = count_queries(client, REPORT)
    for name in ("Joe", "Kim"):
        place = enrolled(person(name), house.course, cohort=house.cohort)
        mark_activity_done(place, lessons(house)[0], by=place.trainee)
    client.get(REPORT)

    with django_assert_num_queries(one):
        client.get(REPORT)


def test_report_asks_the_same_number_of_queries_for_a_thousand(client, house, django_assert_num_queries):
    from cms.accounts.models import User
    from courses.enrollments.models import Enrollment

    mark_activity_done(house.place, lessons(house)[0], by=house.dana)
    client.get(REPORT)
    one = count_queries(client, REPORT)
    people = User.objects.bulk_create(User(email=f"p{n}@example.org", chosen_name=f"P{n:03}") for n in range(999))
    places = Enrollment.objects.bulk_create(
        Enrollment(trainee=each, course_key=house.course.translation_key, cohort=house.cohort, way="code")
        for each in people
    )
    first = Completion.objects.get()
    Completion.objects.bulk_create(
        Completion(
            enrollment=place,
            module_key=first.module_key,
            activity_key=first.activity_key,
            number=1,
            module_version=first.module_version,
            kind="done",
            by=house.ivan,
        )
        for place in places
    )

    with django_assert_num_queries(one):
        page = client.get(REPORT)

    assert page.context["headline"] == "1000 people: 1000 are on their way."


def test_report_as_files_keeps_formulas_as_text(client, house):
    trick = '=HYPERLINK("http://evil.example","x")'
    enrolled(person("Eve", email="eve@example.org"), house.course, cohort=house.cohort)
    type(house.dana).objects.filter(email="eve@example.org").update(chosen_name=trick)

    lines = list(csv.reader(io.StringIO(client.get(REPORT, {"export": "csv"}).content.decode("utf-8-sig"))))
    book = load_workbook(io.BytesIO(client.get(REPORT, {"export": "xlsx"}).content))

    assert lines[0] == ["Person", "Email", "What it is", "Minutes", "Last here"]
    assert [line[0] for line in lines[1:]] == [f"'{trick}", "Dana"]
    cell = book.active["A2"]
    assert (cell.value, cell.data_type) == (trick, "s")


def test_report_without_a_cohort_says_so(client):
    client.force_login(ivan())

    assert "You lead no cohort yet." in client.get(REPORT).content.decode()


def test_learner_shows_modules_tries_hours_and_what_was_shared(client, house):
    for key in lessons(house):
        mark_activity_done(house.place, key, by=house.dana)
    for number, (state, score) in enumerate([("not_yet", "5"), ("passed", "9")], start=1):
        result(house, state, score, number)
    write = {"enrollment": house.place, "lesson_key": lessons(house)[0]}
    Reflection.objects.create(**write, block_id="kind-no", text="For Ivan to read", visibility="instructor")
    Reflection.objects.create(**write, block_id="other", text="Only for myself", visibility="only_me")

    page = client.get(f"/admin/people/{house.dana.pk}/")
    text = page.content.decode()

    [place] = page.context["places"]
    assert [(each["number"], str(each["word"]), each["points"]) for each in place["tries"]] == [
        (1, "Not yet", "5 of 10"),
        (2, "Passed", "9 of 10"),
    ]
    assert [words for _, _, words in place["modules"]] == ["Done 9/10"]
    assert page.context["minutes"] == house.module.minutes
    assert "For Ivan to read" in text
    assert "Only for myself" not in text
    assert "Dana Brooks" not in text


def test_learner_hides_what_was_shared_from_everybody_but_the_instructor(client, house):
    Reflection.objects.create(
        enrollment=house.place,
        lesson_key=lessons(house)[0],
        block_id="kind-no",
        text="For Ivan",
        visibility="instructor",
    )
    client.force_login(in_role("Amir", "auditor"))

    page = client.get(f"/admin/people/{house.dana.pk}/")

    assert page.status_code == 200
    assert b"For Ivan" not in page.content


def test_learner_of_another_course_is_unknown_and_so_are_their_other_courses(client, house):
    other = course_page("Ethics")
    stranger = person("Hidden")
    enrolled(stranger, other)
    enrolled(house.dana, other)

    assert client.get(f"/admin/people/{stranger.pk}/").status_code == 404
    assert client.get("/admin/people/999999/").status_code == 404
    assert [place["title"] for place in client.get(f"/admin/people/{house.dana.pk}/").context["places"]] == [
        "Core training"
    ]


def test_learner_asks_the_same_number_of_queries_for_three_courses(client, house, django_assert_num_queries):
    address = f"/admin/people/{house.dana.pk}/"
    courses = [course_page(title) for title in ("Ethics", "Crisis")]
    client.get(address)
    one = count_queries(client, address)
    for each in courses:
        run = cohort(each, house.ivan, name=each.title)
        enrolled(house.dana, each, cohort=run)

    with django_assert_num_queries(one):
        page = client.get(address)

    assert len(page.context["places"]) == 3


def test_cohort_shows_its_code_and_who_has_not_come(client, house):
    Invitation.objects.create(
        email="asked@example.org", course_key=house.cohort.course_key, cohort=house.cohort, invited_by=house.ivan
    )

    text = client.get(f"/admin/people/cohorts/{house.cohort.pk}/").content.decode()

    assert f"/join/{house.cohort.join_code}/" in text
    assert "asked@example.org" in text


@pytest.mark.parametrize(
    ("method", "tail"), [("get", ""), ("get", "slip/"), ("post", "invite/"), ("post", "renew-code/")]
)
def test_cohort_of_another_instructor_is_unknown_at_every_door(client, house, method, tail):
    theirs = cohort(house.course, in_role("Olga", "instructor"), name="Secret group")
    code = theirs.join_code

    answer = getattr(client, method)(f"/admin/people/cohorts/{theirs.pk}/{tail}", {"emails": "a@example.org"})

    theirs.refresh_from_db()
    assert answer.status_code == 404
    assert (theirs.join_code, Invitation.objects.count()) == (code, 0)


def test_cohort_doors_are_closed_to_an_auditor(client, house):
    client.force_login(in_role("Amir", "auditor"))

    assert client.get(f"/admin/people/cohorts/{house.cohort.pk}/").status_code == 404


def test_invite_shows_who_gets_a_mail_before_it_goes_and_then_sends(client, house):
    address = f"/admin/people/cohorts/{house.cohort.pk}/invite/"
    form = {"emails": "new@example.org\ndana@example.org\nnonsense", "language": "es"}

    look = client.post(address, form)
    mails_before = OutboxMail.objects.count()
    answer = client.post(address, form | {"send": "yes"})

    assert [(text, kind) for text, kind, _ in look.context["lines"]] == [
        ("new@example.org", "invite"),
        ("dana@example.org", "enrolled"),
        ("nonsense", "not_an_address"),
    ]
    assert mails_before == 0
    assert answer.url == f"/admin/people/cohorts/{house.cohort.pk}/"
    assert list(Invitation.objects.values_list("email", "cohort_id")) == [("new@example.org", house.cohort.pk)]
    assert list(OutboxMail.objects.values_list("to", "language")) == [("new@example.org", "es")]


def test_invite_without_an_address_says_what_to_do(client, house):
    answer = client.post(f"/admin/people/cohorts/{house.cohort.pk}/invite/", {"emails": " ,;", "language": "en"})

    assert answer.status_code == 422
    assert "Put in at least one address." in answer.content.decode() or answer.context["form"].errors


def test_renew_code_closes_the_old_door(client, house):
    old = house.cohort.join_code

    client.post(f"/admin/people/cohorts/{house.cohort.pk}/renew-code/")

    house.cohort.refresh_from_db()
    assert house.cohort.join_code != old
    assert client.get(f"/admin/people/cohorts/{house.cohort.pk}/renew-code/").status_code == 405


def test_slip_prints_address_code_and_square(client, house):
    text = client.get(f"/admin/people/cohorts/{house.cohort.pk}/slip/").content.decode()

    assert f"/join/{house.cohort.join_code}/" in text
    assert "<svg" in text
