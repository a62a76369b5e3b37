"""Bands of levels in words: which share and how many whole criteria a level stands for, over all criteria."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd


def share(band: Mapping) -> str:
    """`68 to 84 percent`, or `85 percent or more`."""
    if pd.isna(band["maximum_pct"]):
        return f"{band['minimum_pct']:g} percent or more"
    return f"{band['minimum_pct']:g} to {band['maximum_pct']:g} percent"


def criteria(band: Mapping) -> str:
    """`30 to 36`, or `31 or more` where the end of the band is not published."""
    least, most = int(band["criteria_least"]), band["criteria_most"]
    return f"{least} or more" if pd.isna(most) else f"{least} to {int(most)}"


def is_known(band: Mapping) -> bool:
    """Whether the level is stated and its band published. `band`: a row of the query level_band_by_city."""
    return not (pd.isna(band["level_year"]) or pd.isna(band["edition_id"]) or pd.isna(band["criteria_least"]))


def in_short(standing: str, band: Mapping) -> str:
    """The same for a comparison: `30 to 36 of 43 (2022 edition)`, `not known`, or `none` where the city has no certain level."""
    if standing != "certified":
        return "none"
    if not is_known(band):
        return "not known"
    return f"{criteria(band)} of {int(band['criteria_count'])} ({band['edition_id']} edition)"


def of_city(standing: str, band: Mapping) -> str:
    """What the latest level of a city stands for. `standing` is that of its record, `band` a row of level_band_by_city."""
    if standing == "honor_roll":
        return "The Honor Roll is not a level: no share of the criteria goes with it."
    if standing == "possible":
        return "Its certification is not certain by this date, so no share of the criteria is given."
    if pd.isna(band["level_year"]) or pd.isna(band["edition_id"]):
        return "How many criteria it met is not known, because no source we found states its level."
    edition = f"the {band['edition_id']} edition"
    if not is_known(band):
        return f"How many criteria {band['level']} stood for under {edition} is not in any source we found."
    return (
        f"A {band['level']} city of {int(band['level_year'])} met {criteria(band)} of all {int(band['criteria_count'])} criteria "
        f"of {edition} ({share(band)}). That says nothing of any one practice."
    )
