"""A stranger makes an account and confirms the address with the code from the mail."""

import re

import pytest

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("java_script", [False, True], ids=["no-script", "script"])
def test_stranger_signs_up_reads_the_mail_and_is_in(visit, java_script):
    stranger, name = visit(java_script=java_script), f"kim-{java_script}".lower()
    stranger.go("/")
    stranger.go("/courses/boundaries/")
    stranger.press("Make an account")
    stranger.page.locator("input[name=chosen_name]").fill("Kim")
    stranger.page.locator("input[name=email]").fill(f"{name}@example.org")
    stranger.page.locator("input[name=password1]").fill("a walk by the river")
    stranger.page.locator("main form button:not([type=button])").first.click()
    stranger.page.wait_for_url("**/sign-up/confirm/**")

    stranger.page.locator("input[name=code]").fill(code_in_the_mail(stranger, f"{name}@example.org"))
    stranger.page.locator("main form button:not([type=button])").first.click()
    stranger.page.wait_for_load_state()

    stranger.go("/account/")
    assert stranger.path() == "/account/"
    assert stranger.says(f"{name}@example.org")


def code_in_the_mail(person, email: str) -> str:
    """Read in another tab, as people do."""
    mail = person.open_tab()
    mail.goto("/demo/mail/")
    row = mail.locator("main li, main tr", has_text=email).first
    row.get_by_role("link").first.click()
    mail.wait_for_load_state()
    text = mail.locator("main").inner_text()
    mail.close()
    return re.search(r"\b([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})\b", text.replace("Hearten", "")).group(1)
