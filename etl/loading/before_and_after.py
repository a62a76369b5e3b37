"""What a step changes, on a terminal: by city, in words, and where the record stood before and stands after."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

from etl.publishing.build import Result
from etl.terminal import console, say

SHOWN_AT_MOST = 40
WHOSE = {"public": "The public record", "staff": "The staff's record"}


def say_results(results: dict[str, Result]) -> None:
    """What was read, what changes by city, then the headline, levels and newest announcement before and after, by audience."""
    intake = next(iter(results.values())).intake
    for reading in intake.readings:
        say(reading)
    for remark in intake.guesses[:SHOWN_AT_MOST]:
        say(f"Guess: {remark}")
    for audience, result in results.items():
        say(f"{WHOSE[audience]}:", "bold")
        sentences = result.changes["in_words"].tolist()
        for sentence in sentences[:SHOWN_AT_MOST]:
            say(f"  {sentence}")
        if len(sentences) > SHOWN_AT_MOST:
            say(f"  … and {len(sentences) - SHOWN_AT_MOST} more changes.")
        if not sentences:
            say("  Nothing in it changes.")
        if result.intake.withheld_scores:
            say(f"  {result.intake.withheld_scores} practice scores are private and stay out of it.")
        console.print(_compared(result))


def _compared(result: Result) -> Table:
    """Before and after, one line each for the headline, the levels, the newest announcement and the counts."""
    table = Table("", "before", "after", box=None, pad_edge=False)
    before = dict(result.before.lines()) if result.before else {}
    for name, after in result.after.lines():
        table.add_row(name, Text(before.get(name, "no record yet")), Text(after))
    return table
