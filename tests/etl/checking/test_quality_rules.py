"""The report of data quality: every rule that ran, with how many rows it saw and what it found."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from etl.checking import quality_rules
from etl.checking.rule_words import KNOWN, WORDS
from etl.findings import Finding
from etl.publishing.build import Order, build
from etl.reading import fact_tables
from etl.reading.record_rows import Rule
from queries.snapshot import current
from tests.kit.repository import ROOT

NEW_ROW = (
    "city,state,population,level,year,source_url,retrieved_on,checked_on\nToledo,OH,,Gold,2026,{page},2026-02-01,2026-03-05\n"
)


def rules_of(snapshot: Path) -> pd.DataFrame:
    with duckdb.connect(str(snapshot), read_only=True) as con:
        return con.execute("select * from quality_rules").df()


def test_every_rule_has_words_and_every_word_is_of_a_rule(portal: Path) -> None:
    ran = set(current().ask("quality_rules")["rule"])
    assert {rule for rule in ran if rule not in WORDS and not rule.startswith(KNOWN)} == set()
    sources = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "etl").rglob("*.py") if path.name != "rule_words.py")
    assert {rule for rule in WORDS if f'"{rule}"' not in sources and not rule.startswith("city_of_")} == set()


def test_the_rules_of_facts_are_those_that_their_checks_name() -> None:
    source = Path(fact_tables.__file__).read_text(encoding="utf-8").partition("\nCHECKS = ")[0]
    named = set(re.findall(r'"([a-z]+(?:_[a-z]+)+)", (?:message|f"|“)', source)) - {"minimum_pct"}
    assert named <= set(fact_tables.RULES) and all(f'"{rule}"' in source for rule in fact_tables.RULES)


@pytest.mark.slow
def test_a_file_that_is_loaded_is_seen_by_every_rule_and_its_finding_is_counted(tmp_path: Path) -> None:
    (tmp_path / "spring.csv").write_text(NEW_ROW.format(page=""), encoding="utf-8")
    result = build(Order([tmp_path / "spring.csv"], out=tmp_path / "out"))
    snapshot = tmp_path / "out" / result.manifest["snapshot"]
    rules = rules_of(snapshot).set_index(["rule", "table_name"])
    before = rules.loc[("one_first_certification", "awards"), "seen_count"]
    assert before == rules.loc[("has_source", "awards"), "seen_count"] == 174
    assert rules.loc[("has_source", "awards"), "finding_count"] == 2
    with duckdb.connect(str(snapshot), read_only=True) as con:
        days = con.execute("select retrieved_on::varchar, checked_on::varchar from awards where city_id = 'toledo-oh'").fetchall()
        blank = con.execute("select count(*) from awards where retrieved_on is null and checked_on is null").fetchone()
    assert days == [("2026-02-01", "2026-03-05")] and blank == (173,)


def test_a_finding_without_a_rule_of_rows_is_in_the_report_too() -> None:
    empty = pd.DataFrame({"lat": [], "lon": []})
    tables = {name: pd.DataFrame() for names in fact_tables.RULES.values() for name in names}
    tables |= {"cities": empty, "eligible_places": empty}
    whole_file = Finding("book.xlsx", 0, "", "", "hidden_rows", "hidden", "Delete them", blocks=False)
    report = quality_rules.as_table(tables, {"not_blank": Rule(3, True)}, [whole_file]).set_index("rule")
    assert report.loc["hidden_rows", ["seen_count", "finding_count", "stops_build"]].tolist() == [1, 1, False]
    assert report.loc["not_blank", ["seen_count", "finding_count", "stops_build"]].tolist() == [3, 0, True]
