"""Answer sides of the types that branch, are read by a person, or are only read: as the bank's block takes them."""


def item(part: str, value) -> dict:
    return {"type": "item", "id": part, "value": value}


def choice(part: str, points: int, leads_to: str = "", needs_talk: bool = False) -> dict:
    return item(
        part,
        {
            "text": f"Choice {part}",
            "then": f"After {part}",
            "leads_to": leads_to,
            "points": points,
            "needs_talk": needs_talk,
            "feedback": f"About {part}",
        },
    )


def scenario(worth: str = "path") -> dict:
    """Two steps: c1 and c2 lead to the second, c3 ends at once and needs a talk; the best way is c2, c4."""
    first = [choice("c1", 1, "Later"), choice("c2", 2, " later "), choice("c3", 0, needs_talk=True)]
    later = [choice("c4", 2), choice("c5", 0)]
    return {
        "steps": [
            item("s1", {"name": "First", "text": "Lee writes at 11 pm.", "choices": first}),
            item("s2", {"name": "Later", "text": "Lee writes again.", "choices": later}),
        ],
        "worth": worth,
    }


def guide() -> list[dict]:
    """Two criteria, 0 to 3 points each; the second must be met."""
    return [
        item(
            part,
            {
                "text": f"Criterion {part}",
                "must": part == "g2",
                "levels": [item(f"{part}-{n}", {"points": n, "text": f"Level {n} of {part}"}) for n in (0, 1, 2, 3)],
            },
        )
        for part in ("g1", "g2")
    ]


OPEN = {
    "scenario": scenario,
    "reflection": lambda: {"words_from": 50, "words_to": 150, "guide": guide(), "enough": 4},
    "upload": lambda: {
        "kinds": ["document", "picture"],
        "megabytes": 5,
        "offers_text": True,
        "guide": guide(),
        "enough": None,
    },
    "information": lambda: {"text": "Lee is made up.\n\nYou can stop at any point."},
}
