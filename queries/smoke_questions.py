"""What a new snapshot is asked before anybody sees it: the first questions of every reader, and the sentences of the overview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from queries import words
from queries.filters import Filters

if TYPE_CHECKING:
    from queries.snapshot import Snapshot

# Each has at least one row on a record that can be shown, one of `--only` too.
WITH_ROWS = ("headline", "cities", "awards", "data_dictionary")
# The overview asks these as well; on a record of `--only` some have no rows.
OF_THE_OVERVIEW = (
    "city_count",
    "city_count_by_level",
    "city_count_by_country",
    "city_count_by_state",
    "residents_of_us_cities",
    "certified_cities_by_announcement",
    "newest_announcement",
    "wanted",
)


class Unanswered(Exception):
    """What a snapshot cannot answer or say, in words."""


def answer_first_questions(snapshot: Snapshot) -> None:
    """Asks them all. Raises Unanswered at the first that has no answer."""
    for name in (*WITH_ROWS, *OF_THE_OVERVIEW):
        try:
            empty = snapshot.ask(name).empty
        except Exception as error:
            raise Unanswered(f"cannot answer “{name}” ({type(error).__name__})") from error
        if empty and name in WITH_ROWS:
            raise Unanswered(f"has no rows for “{name}”")
    try:
        overview_sentences(snapshot)
    except Exception as error:  # a number that is missing or no number breaks a sentence in ways of its own
        raise Unanswered(f"cannot say the sentences of the overview ({type(error).__name__})") from error


def overview_sentences(snapshot: Snapshot) -> list[str]:
    """The sentences that the overview begins with: the announced total, the named count, the cities named, each level."""
    headline, count = snapshot.row("headline"), snapshot.row("city_count")
    by_level = snapshot.ask("city_count_by_level").to_dict("records")
    return [
        words.announced(headline),
        words.named(headline),
        words.filtered_count(Filters(), count, int(headline["missing_count"]), snapshot.words),
        *(words.at_level(row["level"], row["city_count"]) for row in by_level),
    ]
