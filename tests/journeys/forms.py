"""Forms of a page as a browser would send them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Form:
    action: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)

    def answered(self, **changes: str) -> dict[str, list[str]]:
        """The fields with the first choice taken wherever there is one."""
        picked = {name: [next(value for value in values if value)] for name, values in self.choices.items()}
        picked.pop("flag", None)
        return self.fields | picked | {name: [value] for name, value in changes.items()}


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.forms: list[Form] = []
        self.select = ""

    def handle_starttag(self, tag, attrs):
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(said.get("action", "")))
        if not self.forms:
            return
        form, name = self.forms[-1], said.get("name", "")
        if tag == "select":
            self.select = name
        elif tag == "option" and self.select:
            form.choices.setdefault(self.select, []).append(said.get("value", ""))
        elif tag == "input" and said.get("type") in {"radio", "checkbox"}:
            form.choices.setdefault(name, []).append(said.get("value", "on"))
        elif tag == "input" and name:
            form.fields.setdefault(name, []).append(said.get("value", ""))

    def handle_endtag(self, tag):
        if tag == "select":
            self.select = ""


def forms(text: str) -> list[Form]:
    reader = _Reader()
    reader.feed(text)
    return reader.forms


def answer_form(text: str) -> Form | None:
    """The form of a question, if this page asks one."""
    return next((form for form in forms(text) if "seen" in form.fields), None)


def form_to(text: str, ending: str) -> Form:
    return next(form for form in forms(text) if form.action.endswith(ending))
