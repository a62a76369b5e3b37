"""What can be quoted of a page: its sentence as it can be printed, and the view that a reference cites."""

from __future__ import annotations

from queries.answers_by_page import PAGES as OPENINGS
from queries.citation import PUBLISHER, View
from queries.city_answers import of_the_page
from queries.page_answers import Answer
from queries.page_asked import Asked
from queries.words import day

PROGRAM = "What Works Cities Certification"


def answer_of(asked: Asked) -> Answer:
    """What the page says first."""
    return of_the_page(asked) if asked.page.name == "city" else OPENINGS[asked.page.name](asked)


def sentence(asked: Asked) -> str:
    """A sentence that can be printed as it stands: what is counted, as of when, by whom."""
    if asked.page.name == "records":
        found = asked.snapshot.remembered("awards_found", asked.filters, text=asked.text)
        return asked.listing.quote(found, asked.snapshot.row("award_count", asked.filters, text=asked.text))
    answer = answer_of(asked)
    heading = f"{answer.heading}: " if asked.page.name == "city" else f"{answer.heading}. " if _is_finding(asked) else ""
    said = " ".join(answer.sentences) or f"{answer.title}."
    return f"As of {day(asked.as_of)}, “{PUBLISHER}”: {heading}{said if asked.page.name != 'city' else answer.sentences[0]}"


def _is_finding(asked: Asked) -> bool:
    return asked.page.name == "overview"


def pairs(asked: Asked) -> list[tuple[str, str]]:
    """The page as the parameters of an address, its date always written out."""
    return [*(pair for pair in asked.pairs if pair[0] != "as_of"), ("as_of", asked.as_of.isoformat())]


def view(asked: Asked, link: str) -> View:
    """What a reference cites; `link` is the address with its date."""
    return View(f"{PROGRAM}: {answer_of(asked).title}", asked.as_of, link, asked.snapshot.name, asked.snapshot.terms)
