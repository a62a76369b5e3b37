"""How to cite a view of the record: a newsroom's line, APA and BibTeX, always with the as-of date and a permalink."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from queries import terms
from queries.terms import Terms
from queries.words import day

PUBLISHER = "Certified cities: the independent record"
_BIBTEX = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
           "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}  # fmt: skip


@dataclass(frozen=True)
class View:
    """What is cited: its title, the date it is as of, its permalink, the snapshot it was read from and its terms."""

    title: str
    as_of: date
    link: str
    snapshot: str
    terms: Terms = terms.OPEN


def newsroom(view: View) -> str:
    """One line under a chart or at the end of a paragraph."""
    return f"Source: {PUBLISHER}, “{view.title}”, as of {day(view.as_of)} ({view.terms.name}). {view.link}"


def apa(view: View) -> str:
    """A reference in the style of the American Psychological Association, 7th edition."""
    dated = f"{view.as_of.year}, {view.as_of:%B} {view.as_of.day}"
    return f"{PUBLISHER}. ({dated}). {view.title} (Version {view.snapshot}) [Data set]. {view.link}"


def bibtex(view: View) -> str:
    """An entry for a BibTeX file; its key is the same for the same permalink."""
    key = hashlib.sha256(view.link.encode()).hexdigest()[:6]
    fields = {
        "author": f"{{{_escaped(PUBLISHER)}}}",
        "title": f"{{{_escaped(view.title)}}}",
        "year": str(view.as_of.year),
        "month": f"{view.as_of:%b}".lower(),
        "version": _escaped(view.snapshot),
        "note": f"Data set, as of {day(view.as_of)}, {view.terms.name}",
        "url": view.link,
    }
    lines = [f"  {name} = {value}" if name == "month" else f"  {name} = {{{value}}}" for name, value in fields.items()]
    return ",\n".join([f"@misc{{certified-cities-{view.as_of}-{key}", *lines]) + "\n}"


def _escaped(text: str) -> str:
    return "".join(_BIBTEX.get(char, char) for char in text)
