"""New, leveled up, recertified and Honor Roll per year, as the growth page shows them, with what is announced and not named."""

from __future__ import annotations

import pandas as pd

from charts.awards_by_year import by_year
from queries import growth_words
from queries.file_formats import dated
from queries.filters import Filters
from ui import data, figure, section
from ui.element_cache import view
from ui.growth import totals

TITLE = "New cities and other awards per year"
# Announced as leveled up or recertified, without saying which.
EITHER = {"advanced": "Leveled up or recertified"}
COLUMNS = {
    "award_count": "Named here",
    "uncertain_count": "Named, year known only within an interval",
    "unnamed_count": "Announced, not named",
}
METHOD = (
    "Method: awards by the year in which they were announced. A city whose first certification is tied to no announcement "
    "stands in an announcement with an open place, in a lighter color. Hatched: what an announcement states beyond the awards "
    "that a source names. Level-ups and recertifications are a floor: cities announce many of them one by one."
)
OF_MATCHING = " Counted are the awards of the cities that match, each in the year of its date or the latest that it can have."


def query(filters: Filters) -> str:
    """The question whose rows are drawn: what is announced is of all cities, and told only of them."""
    return "awards_by_year" if filters.without("as_of").is_filtered else "announced_and_named_by_year"


def movements(filters: Filters) -> None:
    """The picture and what is behind it."""
    if drawn(filters):
        figure.fold("awards-per-year", filters, behind)


@view
def drawn(filters: Filters) -> bool:
    """Awards per year, kind by kind; whether there are any."""
    counts = data.ask(query(filters), filters)
    if counts.empty:
        section.said(TITLE, "No award matches this filter.")
        return False
    said = growth_words.per_year(counts, data.as_of(filters))
    narrowed = filters.without("as_of").is_filtered
    section.said(TITLE, said.sentence + (OF_MATCHING if narrowed else ""))
    years = range(data.vocabulary().start.year, data.as_of(filters).year + 1)
    picture = by_year(counts, kinds(counts), years, totals.changes(filters))
    figure.picture(picture, query(filters), filters, said.title, f"Rows of bars. {said.title}. {said.sentence}")
    return True


def kinds(counts: pd.DataFrame) -> dict[str, str]:
    """The kinds of award that have a row, with their titles; a first certification is what makes the number grow."""
    some = set(counts["award"])
    named = EITHER | data.vocabulary().award_words | {"certified": "New cities"}
    in_order = [*data.vocabulary().award_words, *EITHER]
    return {award: named[award] for award in in_order if award in some or award == "certified"}


@view
def behind(filters: Filters) -> None:
    """Method, table and file."""
    counts = data.ask(query(filters), filters)
    table = counts.assign(award=counts["award"].map(kinds(counts))).rename(columns=COLUMNS)
    if filters.without("as_of").is_filtered:
        table = table.drop(columns=[COLUMNS["uncertain_count"], COLUMNS["unnamed_count"]])
    figure.behind(query(filters), filters, TITLE, dated(table), METHOD)
