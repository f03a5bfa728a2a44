"""Someone who hires checks a certificate."""

import pytest

from tests.browser.places import first_link
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def certificate(chromium, server) -> tuple[str, str]:
    """The code of Marisol Vega's certificate and the link to its check."""
    holder = Visitor(chromium, server.address)
    holder.sign_in("trainee", "/sign-in/?next=/certificates/")
    path = first_link(holder, "/certificates/")
    code = holder.page.locator(".code").first.inner_text().strip()
    holder.leave()
    return code, path.replace("/certificates/", "/v/")


def look_up(person, code: str, family_name: str) -> None:
    person.go("/v/")
    person.page.get_by_label("Certificate code").fill(code)
    person.page.get_by_label("Family name").fill(family_name)
    person.press("Check it")


@pytest.mark.parametrize("java_script", [False, True], ids=["no-script", "script"])
def test_employer_checks_by_code_and_name_and_by_link(visit, certificate, java_script):
    employer = visit(java_script=java_script)
    code, link = certificate

    look_up(employer, code, "vega")
    assert employer.title() == "This certificate is valid"
    employer.go(link)
    assert employer.title() == "This certificate is valid"
    assert employer.says("Marisol Vega")


@pytest.mark.parametrize("java_script", [False, True], ids=["no-script", "script"])
def test_mistyped_code_gets_a_calm_sentence_and_tips(visit, certificate, java_script):
    employer = visit(java_script=java_script)
    code, _ = certificate
    slip = code[:-1] + ("2" if code[-1] != "2" else "3")

    look_up(employer, slip, "Vega")

    assert employer.title() == "We couldn’t find that certificate"
    assert employer.says("It may be a slip in the typing.")


def test_code_with_another_persons_name_tells_nothing(visit, certificate):
    stranger = visit()

    look_up(stranger, certificate[0], "Smith")

    assert stranger.title() == "We couldn’t find that certificate"
    assert not stranger.says("Marisol")


def test_auditor_checks_after_signing_in(visit, certificate):
    auditor = visit()
    auditor.sign_in("auditor")

    look_up(auditor, certificate[0], "Vega")

    assert auditor.title() == "This certificate is valid"


def test_employer_checks_a_packet_that_was_downloaded_in_one_click(visit, tmp_path):
    holder, employer = visit(), visit(java_script=False, width=1280)
    holder.sign_in("trainee", "/sign-in/?next=/hours/transcript/")
    with holder.page.expect_download() as download:
        holder.page.get_by_role("link", name="Download your board packet").click()
    packet = tmp_path / "packet.zip"
    download.value.save_as(packet)

    employer.go("/v/packet/")
    employer.page.get_by_label("Board packet").set_input_files(packet)
    employer.press("Check it")

    assert employer.title() == "This packet is genuine"
    assert employer.says("Marisol Vega")


def test_another_file_is_no_packet_and_the_page_says_what_to_choose(visit, tmp_path):
    employer = visit()
    employer.expects_trouble = ("422",)
    (tmp_path / "letter.zip").write_text("hello")

    employer.go("/v/packet/")
    employer.page.get_by_label("Board packet").set_input_files(tmp_path / "letter.zip")
    employer.press("Check it")

    assert employer.says("This file is not a packet of ours.")
    assert employer.page.get_by_role("alert").is_visible()
