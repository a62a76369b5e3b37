"""What can be quoted of a page: its sentence as it can be printed, and the view that a reference cites."""

from __future__ import annotations

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
    return f"As of {day(asked.as_of)}, “{PUBLISHER}”: {_of_cities(asked) or _of_answer(answer_of(asked), asked.page.name)}"


def _of_cities(asked: Asked) -> str:
    """What is on record for each of the cities that are asked for."""
    found = records(asked) if asked.page.name == "city" else []
    return " ".join(f"{place(record)}: {standing(record)}" for record in found)


def _of_answer(answer: Answer, page: str) -> str:
    said = " ".join(answer.sentences) or f"{answer.title}."
    return f"{answer.heading}. {said}" if page == "overview" else said


def pairs(asked: Asked) -> list[tuple[str, str]]:
    """The page as the parameters of an address, its date always written out."""
    return [*(pair for pair in asked.pairs if pair[0] != "as_of"), ("as_of", asked.as_of.isoformat())]


def view(asked: Asked, link: str) -> View:
    """What a reference cites; `link` is the address with its date."""
    return View(f"{PROGRAM}: {answer_of(asked).title}", asked.as_of, link, asked.snapshot.name, asked.snapshot.terms)
