"""What can be quoted of a page: its sentence as it can be printed, and the view that a reference cites."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from queries.answers_by_page import PAGES as OPENINGS
from queries.citation import PUBLISHER, View
from queries.city_answers import of_the_page, records
from queries.city_words import standing
from queries.page_answers import Answer
from queries.page_asked import Asked
from queries.words import day, place

PROGRAM = "What Works Cities Certification"


def answer_of(asked: Asked) -> Answer:
    """What the page says first."""
    return of_the_page(asked) if asked.page.name == "city" else OPENINGS[asked.page.name](asked)


def sentence(asked: Asked) -> str:
    """A sentence that can be printed as it stands: what is counted, as of when, by whom."""
    if asked.page.name == "records":
        found = asked.snapshot.remembered("awards_found", asked.filters, text=asked.text)
        return asked.listing.quote(found, asked.snapshot.row("award_count", asked.filters, text=asked.text))
    found = records(asked) if asked.page.name == "city" else []
    return of_cities(asked.as_of, found) if found else _said(asked.as_of, _of_answer(answer_of(asked), asked.page.name))


def of_cities(as_of: date, found: Sequence[dict]) -> str:
    """The sentence on one city or several; `found`: what is on record for each, as `city_record` has it."""
    return _said(as_of, " ".join(f"{place(record)}: {standing(record)}" for record in found))


def _said(as_of: date, what: str) -> str:
    return f"As of {day(as_of)}, “{PUBLISHER}”: {what}"


def _of_answer(answer: Answer, page: str) -> str:
    said = " ".join(answer.sentences) or f"{answer.title}."
    return f"{answer.heading}. {said}" if page == "overview" else said


def pairs(asked: Asked) -> list[tuple[str, str]]:
    """The page as the parameters of an address, its date always written out."""
    return [*(pair for pair in asked.pairs if pair[0] != "as_of"), ("as_of", asked.as_of.isoformat())]


def view(asked: Asked, link: str) -> View:
    """What a reference cites; `link` is the address with its date."""
    return View(f"{PROGRAM}: {answer_of(asked).title}", asked.as_of, link, asked.snapshot.name, asked.snapshot.terms)
