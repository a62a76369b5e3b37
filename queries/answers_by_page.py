"""What each page but that of a city says first: heading, sentence, number, short list; by the page's own queries and words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd

from queries import opening_words, page_list, words
from queries.file_formats import rows
from queries.page_answers import (
    MOST_ROWS,
    Answer,
    Cell,
    Listed,
    address,
    by_level,
    cities_listed,
    city_count,
    city_link,
    filtered_sentence,
    headline,
    in_short,
    newest,
    number_of,
)  # fmt: skip
from queries.page_asked import Asked

SAMPLE_TITLE = "Practice scores: a sample"


def overview(asked: Asked) -> Answer:
    """How many cities are certified, by level, and what is new."""
    head, count = headline(asked), city_count(asked)
    if asked.filters.without("as_of").is_filtered:
        heading = words.finding(asked.filters, count, asked.snapshot.words)
        tables = lambda: (by_level(asked), cities_listed(asked))  # noqa: E731
        said = opening_words.out_of(head)
        lacks = words.left_out(int(head["missing_count"]))
        return Answer(heading, in_short(asked), (said,), number_of(asked), tables, lacks)
    heading = opening_words.total_title(head, count)
    named = words.number(head["counted_least"])
    sentence = f"{named} of them are named here." if opening_words.is_ahead(head) else words.named(head)
    remark = "" if pd.isna(head["announced_total"]) else f"{words.announced(head)} {words.named(head)}"
    return Answer(
        heading,
        heading,
        (sentence,),
        words.number(opening_words.total_of(head)),
        lambda: (by_level(asked), *newest(asked)),
        remark,
    )


def where(asked: Asked) -> Answer:
    """Where the cities are."""
    title = f"Map: {in_short(asked)}"
    cities = lambda: (cities_listed(asked, MOST_ROWS),)  # noqa: E731
    heading = words.finding(asked.filters, city_count(asked), asked.snapshot.words)
    lacks = words.left_out(int(headline(asked)["missing_count"]))
    return Answer(heading, title, (lacks,) if lacks else (), number_of(asked), cities)


def growth(asked: Asked) -> Answer:
    """How the number grew, announcement by announcement."""
    head, start = headline(asked), asked.snapshot.words.start
    sentences = [opening_words.since_the_launch(head, start)]
    is_filtered = asked.filters.without("as_of").is_filtered
    sentences += [filtered_sentence(asked)] if is_filtered else []
    steps = rows(asked.snapshot.series("certified_cities_by_announcement", asked.filters))
    listed = [
        (
            Cell(words.day(pd.Timestamp(row["announced_on"]))),
            Cell(words.least_and_most(row["city_count"], row["city_count_most"])),
            Cell("" if is_filtered or not row["announced_total"] else words.number(row["announced_total"])),
        )
        for row in steps
    ]
    table = Listed("Cities certified at least once", ("By", "Named here", "Announced"), tuple(listed))
    page = page_list.PAGES["growth"]
    number = number_of(asked) if is_filtered else words.number(opening_words.total_of(head))
    return Answer(page.heading, f"{page.heading}: {in_short(asked)}", tuple(sentences), number, lambda: (table,))


def practices(asked: Asked) -> Answer:
    """In how many cities each practice is documented."""
    counts = rows(asked.snapshot.remembered("documented_cities_by_practice", asked.filters))
    listed = tuple(
        (
            Cell(practice_and_before(row)), Cell(words.number(row["city_count"])),
            Cell(words.number(row["source_named_city_count"])),
        )
        for row in sorted(counts, key=lambda row: (-row["city_count"], row["practice"]))
    )  # fmt: skip
    of = words.number(counts[0]["selected_city_count"]) if counts else "0"
    caption = f"Cities with public evidence, of {of} named here; the number is not a ranking"
    return Answer(
        page_list.PAGES["practices"].heading, f"Practices: {in_short(asked)}", (opening_words.PRACTICES,), of,
        lambda: (Listed(caption, ("Practice", "Cities", "Named by a source"), listed),),
    )  # fmt: skip


def practice_and_before(row: dict) -> str:
    """`Data Management (before: Data Governance)`; the name alone where only an ampersand changed."""
    present, before = row["present_practice"] or row["practice"], row["practice"]
    return present if before.replace("&", "and") == present else f"{present} (before: {before})"


def records(asked: Asked) -> Answer:
    """Which awards match."""
    listing = asked.listing
    found = asked.snapshot.remembered("awards_found", asked.filters, text=asked.text)
    count = asked.snapshot.row("award_count", asked.filters, text=asked.text)
    heading = opening_words.awards_title(count)
    of_kind = asked.snapshot.words.award_words
    awards = rows(found)
    listed = tuple(
        (
            city_link(row), Cell(row["date_words"]), Cell(of_kind[row["award"]]), Cell(row["level"] or ""),
            Cell("source", row["source_url"]) if row["source_url"] else Cell(""),
        )
        for row in awards[:MOST_ROWS]
    )  # fmt: skip
    file = Cell(f"All {words.number(len(awards))} awards as a file", address("/api/v1/awards.csv", listing.pairs()))
    table = Listed("Awards", ("City", "Date", "Award", "Level", "Source"), listed, file)
    sentence = f"Counted as awards: {listing.counted(found, count)}"
    return Answer(heading, f"Records: {heading}", (sentence,), words.number(count["award_count"]), lambda: (table,))


def tracking(asked: Asked) -> Answer:
    """Whether the numbers match the program's."""
    found = asked.snapshot.remembered("announcements", asked.on)
    head, page = headline(asked), page_list.PAGES["tracking"]
    if found.empty:
        sentence = "The record holds no announcement by this date."
        return Answer(page.heading, page.title, (sentence,), words.number(head["counted_least"]))
    listed = tuple(
        (
            Cell(words.day(pd.Timestamp(row["announced_on"])), row["source_url"] or ""),
            Cell(words.number(row["announced_total"])),
            Cell(words.least_and_most(row["counted_least"], row["counted_most"])),
            Cell(words.number(row["gap"])),
        )
        for row in rows(found)
    )
    table = Listed("Announced totals against what is named here", ("Announcement", "Announced", "Named here", "Gap"), listed)
    sentences = (
        opening_words.agreement(found),
        f"{words.announced(head)} {words.named(head)}",
        *([filtered_sentence(asked)] if asked.filters.without("as_of").is_filtered else []),
    )
    title = f"{page.title}: {words.number(opening_words.total_of(head))} announced, {words.number(head['counted_least'])} named"
    return Answer(page.heading, title, sentences, words.number(opening_words.total_of(head)), lambda: (table,))


def about(asked: Asked) -> Answer:  # noqa: ARG001
    """Where the record comes from."""
    sentence = (
        "This record is independent. It is not run, checked or endorsed by What Works Cities, Bloomberg Philanthropies or "
        "Results for America."
    )
    ways: Sequence[tuple[str, str]] = (
        ("The whole record as files", "/downloads/"),
        ("The open API, described", "/api/v1/openapi.json"),
        ("Every city on record", "/cities/"),
        ("New awards as a feed", "/feed.atom"),
    )
    table = Listed("Take it away", ("What", "Where"), tuple((Cell(text, path), Cell(path)) for text, path in ways))
    heading = page_list.PAGES["about"].heading
    return Answer(heading, heading, (sentence,), "", lambda: (table,))


def sample() -> Answer:
    """The score views on fictional cities: nothing of it may be read as a number of the record."""
    said = "Invented cities with invented scores, to try the score views on. None of them is in the record."
    return Answer(SAMPLE_TITLE, SAMPLE_TITLE, (said,))


PAGES: dict[str, Callable[[Asked], Answer]] = {
    "overview": overview, "map": where, "growth": growth, "practices": practices, "records": records, "tracking": tracking,
    "about": about,
}  # fmt: skip
