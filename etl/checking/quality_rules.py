"""The report of data quality: every rule that ran at a build, how many rows it saw, and how many do not meet it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

import pandas as pd

from etl.checking import quality
from etl.checking.rule_words import in_words
from etl.findings import Finding
from etl.reading.fact_tables import RULES as RULES_OF_FACTS
from etl.reading.record_rows import Rule
from etl.schema import TABLES

Tables = Mapping[str, pd.DataFrame]
Key = tuple[str, str]
OF_POINTS = ("cities", "eligible_places")
# Made by this build, of what it saw itself: nothing to hold against a rule.
NO_INPUT = {"build_inputs", "quality_findings", "quality_rules"}


def as_table(tables: Tables, of_rows: Mapping[str, Rule], findings: list[Finding]) -> pd.DataFrame:
    """Rows of the table `quality_rules`. `tables`: every table read, typed; `of_rows`: the rules that rows of files met."""
    ran: dict[Key, Rule] = {(rule, "awards"): seen for rule, seen in of_rows.items()}
    ran |= dict(_of_tables(tables)) | dict(_of_points(tables)) | dict(_of_facts(tables))
    rows = quality.as_table(findings)
    found: Counter[Key] = Counter(zip(rows["rule"], rows["table_name"], strict=True))
    # What is found about a file as a whole has no rule of rows: it saw what it found.
    ran = {key: Rule(count, False) for key, count in found.items()} | ran
    report = [
        (rule, table, in_words(rule), seen.seen, found[rule, table], seen.blocks)  # in the order of the columns
        for (rule, table), seen in sorted(ran.items())
    ]
    return pd.DataFrame(report, columns=list(TABLES["quality_rules"].columns))


def _of_tables(tables: Tables) -> Iterator[tuple[Key, Rule]]:
    """What the schema holds every table against as it is read."""
    for name, table in TABLES.items():
        if name not in tables or table.derived or name in NO_INPUT:
            continue
        seen = Rule(len(tables[name]), True)
        yield ("type_and_allowed_values", name), seen
        if table.key:
            yield ("unique_key", name), seen
        if table.required:
            yield ("never_blank", name), seen
        if any(table.column(column).is_page for column in table.columns):
            yield ("web_address", name), seen


def _of_points(tables: Tables) -> Iterator[tuple[Key, Rule]]:
    for name in OF_POINTS:
        yield ("point_in_its_state", name), Rule(int(tables[name][["lat", "lon"]].notna().all(axis=1).sum()), False)


def _of_facts(tables: Tables) -> Iterator[tuple[Key, Rule]]:
    for rule, names in RULES_OF_FACTS.items():
        for name in names:
            yield (rule, name), Rule(len(tables[name]), True)
