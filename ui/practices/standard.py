"""The three editions of the standard: criteria, practices, level bands in whole criteria, who may take part."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd
import streamlit as st

from charts.level_bands import level_bands
from queries import words
from queries.bands import criteria, share
from queries.filters import Filters
from ui import data, figure, levels, small_text
from ui.element_cache import view
from ui.escaping import escaped
from ui.practices import evidence_items, undated_figure

COUNTRIES = {"US": "the United States", "CA": "Canada"}
BANDS, BANDS_TITLE = "level_bands", "Levels in whole criteria met"
BANDS_TABLE = {
    "edition_id": "Edition",
    "level": "Level",
    "criteria_count": "Criteria",
    "minimum_pct": "Percent, from",
    "maximum_pct": "Percent, to",
    "criteria_least": "Criteria, from",
    "criteria_most": "Criteria, to",
    "hole_least": "Hole, from",
    "hole_most": "Hole, to",
}


def editions(filters: Filters) -> None:
    """Every edition from the newest to the oldest, then how the practices connect."""
    table, bands = data.ask("editions"), data.ask(BANDS)
    counts = [f"{words.number(row['criteria_count'])} criteria ({row['edition_id']} edition)" for row in table.to_dict("records")]
    st.markdown(
        f"The standard has had {words.of(len(table), 'edition')}: {words.listed(counts)}. A level is a share of **all** criteria "
        "met, never of "
        "one practice; and a level of one edition is not the same as that level of another."
    )
    in_criteria(bands)
    figure.fold(BANDS, filters, behind_bands)
    for edition in table.iloc[::-1].to_dict("records"):
        one_edition(edition, bands[bands["edition_id"] == edition["edition_id"]])
    connections()


def in_criteria(bands: pd.DataFrame) -> None:
    """The level bands in whole criteria, each edition on an axis of its own."""
    known = bands.dropna(subset=["criteria_least"])
    newest = known[known["edition_id"] == known["edition_id"].iloc[-1]].to_dict("records")
    # One level for all: the second, which has a level below and one above it.
    example = newest[:2][-1]
    sentence = (
        f"A {example['level']} city assessed under the {example['edition_id']} edition met {criteria(example)} of "
        f"{int(example['criteria_count'])} "
        "criteria. " + " ".join(hole(band) for band in known.dropna(subset=["hole_least"]).to_dict("records"))
    )
    st.markdown(sentence)
    source = "editions of the standard, as published"
    undated_figure.picture(level_bands(known, levels.looks()), BANDS, BANDS_TITLE, source, f"Bars of criteria. {sentence}")


@view
def behind_bands(_: Filters) -> None:
    """The bands as a table, and their file."""
    undated_figure.behind(BANDS, BANDS_TITLE, data.ask(BANDS).rename(columns=BANDS_TABLE))


def one_edition(edition: dict, bands: pd.DataFrame) -> None:
    """One edition: when, how many criteria, its bands in words, its practices, who may take part, its source."""
    st.header(f"{edition['edition_id']} edition: {words.number(edition['criteria_count'])} criteria", anchor=False)
    st.markdown(f"{period(edition)} {bands_in_words(bands)} {eligibility(edition)}")
    practices_of(edition)
    if isinstance(edition["note"], str):
        small_text.remark(f"{escaped(edition['note'])} {evidence_items.source('Source', edition['source_url'])}")


def period(edition: dict) -> str:
    """When the edition was in use, as far as known."""
    if isinstance(edition["valid_to"], str):
        return f"In use from {month(edition['valid_from'])} to {month(edition['valid_to'])}."
    return f"In use since {month(edition['valid_from'])}: the present edition."


def month(text: str) -> str:
    """`August 2022` for `2022-08`; a year alone stays one."""
    return words.month(date.fromisoformat(f"{text}-01")) if "-" in text else text


def bands_in_words(bands: pd.DataFrame) -> str:
    """Which share and how many whole criteria each level stands for, and every hole between published bands."""
    known = bands.dropna(subset=["criteria_least"]).to_dict("records")
    if not known:
        return "Which share of the criteria a level stood for is not in any source we found."
    count = words.number(known[0]["criteria_count"])
    parts = [f"{band['level']} is {share(band)}, which is {criteria(band)} of {count} criteria" for band in known]
    missing = [band["level"] for band in bands.to_dict("records") if pd.isna(band["criteria_least"])]
    unknown = f" Where {words.listed(missing)} begins is not in the source we could read." if missing else ""
    holes = [hole(band) for band in known if pd.notna(band["hole_least"])]
    return "; ".join(parts) + "." + unknown + "".join(f" {sentence}" for sentence in holes)


def hole(band: Mapping) -> str:
    """The numbers of criteria that the published bands leave out."""
    least, most, count = int(band["hole_least"]), int(band["hole_most"]), int(band["criteria_count"])
    which = f"{least} of {count}" if least == most else f"{least} to {most} of {count}"
    return (
        f"The published percents leave a hole: {which} is {100 * least / count:.1f} percent, more than "
        f"{band['maximum_pct']:g} and less than {band['maximum_pct'] + 1:g}, so it is in no band."
    )


def eligibility(edition: dict) -> str:
    """Who may take part."""
    places = words.listed([COUNTRIES.get(code, code) for code in edition["eligible_countries"].split(";")])
    return f"Open to local governments of {words.number(edition['eligibility_min_population'])} people or more in {places}."


def practices_of(edition: dict) -> None:
    """The practices of an edition with the number of criteria where it is published."""
    table = data.ask("practices")
    mine = table[table["edition_id"] == edition["edition_id"]]
    counted = mine["criteria_count"].notna()
    parts = [
        f"{row['practice_name']} ({row['criteria_count']})" if pd.notna(row["criteria_count"]) else row["practice_name"]
        for row in mine.to_dict("records")
    ]
    how = "criteria in brackets" if counted.all() else "criteria per practice not published"
    st.markdown(f"**{words.of(len(mine), 'practice')}** ({how}): {escaped(words.listed(parts))}.")


def connections() -> None:
    """How the practices of the editions connect, as a table."""
    st.header("How the practices connect", anchor=False)
    lineage = data.ask("practice_lineage")
    names = lineage.pivot(index="practice", columns="valid_from", values="practice_names").fillna("–")
    changed = [_changes(then, lineage) for then in names.columns[1:]]
    st.markdown(f"{escaped('; '.join(filter(None, changed)))}. The practices connect by content, as we read the guides.")
    *before, present = names.columns
    st.table(
        names.set_axis([*(str(day.year) for day in before), f"Since {words.month(present)}"], axis=1),
        hide_index=True,
        border="horizontal",
        alt="Practices by edition",
    )


def _changes(then: pd.Timestamp, lineage: pd.DataFrame) -> str:
    """Which practices came with an edition or were divided in it, and whether several were renamed; empty where none was."""
    before = lineage[lineage["valid_from"] < then].groupby("practice", sort=False).last()
    now = lineage[lineage["valid_from"] == then].set_index("practice")
    count, was = now["practice_count"], before["practice_count"]
    came, divided = count.index[(count > 0) & (was == 0)], count.index[(count > 1) & (was == 1)]
    renamed = ((now["practice_names"] != before["practice_names"]) & (was > 0) & (count == 1)).sum()
    if len(came):
        return f"{words.listed(came)} came in {then.year}"
    parts = ["several practices were renamed"] if renamed > 1 else []
    parts += [f"{words.listed(divided)} {'was' if len(divided) == 1 else 'were'} divided"] if len(divided) else []
    return f"in {then.year} {' and '.join(parts)}" if parts else ""


def band_in_words(band: Mapping) -> str:
    """What the latest level of a city stands for, over all criteria: a row of the query level_band_by_city."""
    level, year = band["level"], band["level_year"]
    if pd.isna(year) or pd.isna(band["edition_id"]):
        return "Level not stated by any source we found."
    found = f"Latest level we found: **{level}** ({int(year)})."
    if pd.isna(band["criteria_least"]):
        return f"{found} Which share of the criteria that was is not in any source we found."
    return (
        f"{found} It stood for {criteria(band)} of all {int(band['criteria_count'])} criteria ({share(band)}); "
        "not for any one practice."
    )
