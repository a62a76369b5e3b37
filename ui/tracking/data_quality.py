"""Data quality on the tracking page: every rule that ran at the build, how many rows it saw, and the rows that do not meet it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from queries import words
from queries.filters import Filters
from ui import data, links
from ui.element_cache import kept, view
from ui.escaping import escaped
from ui.tracking import listed_rows, scope
from ui.tracking.listed_rows import Listed

RULES = {
    "checks": "What it checks",
    "table_name": "Table",
    "seen_count": "Rows seen",
    "finding_count": "Findings",
    "if_not_met": "If a row does not meet it",
    "rule": "Rule",
}
STOPS, TOLD = "nothing is published", "it is listed here"


def report(filters: Filters) -> None:
    """Every rule with its counts, and the findings rule by rule; no filter applies."""
    if said():
        listed_rows.choose(lists_of_findings(), "findings")
    rules()


@view
def said() -> bool:
    """How many rules ran over how many rows and what they found, in words; whether there is a finding."""
    ran, found = data.ask("quality_rules"), data.ask("quality_findings")
    st.header("Which rules does the data meet?", anchor=False)
    st.markdown(answer(ran, found))
    st.caption(scope.NEITHER)
    return not found.empty


def answer(ran: pd.DataFrame, found: pd.DataFrame) -> str:
    """`142 checks ran …: 1 finding. …`; `ran`: quality_rules, `found`: quality_findings."""
    built = words.day(pd.Timestamp(data.snapshot().facts["built_at"]))
    opening = (
        f"At the build of {built}, {words.of(ran['rule'].nunique(), 'rule')} ran over the rows of "
        f"{words.of(ran['table_name'].nunique(), 'table')}: **{words.of(len(found), 'finding')}**."
    )
    checks = dict(zip(ran["rule"], ran["checks"], strict=True))
    by_rule = [f"“{escaped(str(checks.get(rule, rule)))}”: {words.number(n)}" for rule, n in found["rule"].value_counts().items()]
    not_met = f" Not met: {'; '.join(by_rule)}." if by_rule else ""
    stops = int(ran.loc[ran["stops_build"], "rule"].nunique())
    return f"{opening}{not_met} {words.number(stops)} of the rules stop a build, so no published row breaks them."


@view
def rules() -> None:
    """Every rule that ran, those with findings first, and the same as a file."""
    ran = data.ask("quality_rules")
    st.markdown(f"**Every rule that ran**, table by table: {words.of(len(ran), 'check')}.")
    table = ran.assign(if_not_met=ran["stops_build"].map({True: STOPS, False: TOLD}))[list(RULES)].rename(columns=RULES)
    st.dataframe(listed_rows.as_drawn(table), hide_index=True, height=352, alt="Every rule of the build with its counts")
    links.answer("quality_rules", Filters(), "Download every rule as CSV")


@kept
def lists_of_findings() -> dict[str, Listed]:
    """All findings, and those of each rule."""
    rows = data.ask("quality_findings")
    rules = {rule.replace("_", " "): rows["rule"] == rule for rule in rows["rule"].unique()}
    groups = {"All": rows["rule"].notna(), **rules}
    return {
        name: _listed("findings" if name == "All" else f"findings of the rule “{name}”", rows[some])
        for name, some in groups.items()
    }


def _listed(title: str, rows: pd.DataFrame) -> Listed:
    table = pd.DataFrame(
        {
            "City": rows["city_id"].map(_names(rows["city_id"])),
            "Rule": rows["rule"].str.replace("_", " "),
            "Found": rows["message"],
            "How to mend it": rows["mend"],
            "File": rows["record_file"],
            "Line": rows["record_line"],
        }
    )
    return Listed(title, table, "quality_findings", Filters(), rows["city_id"])


def _names(city_ids: pd.Series) -> dict[str, str]:
    cities = data.ask("city_record", Filters(city=tuple(city_ids.dropna().unique())))
    return {city["city_id"]: words.place(city) for city in cities.to_dict("records")}
