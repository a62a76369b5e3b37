"""The about page explains every table, column and answer, and its examples run as they stand."""

from __future__ import annotations

import io
import re

import httpx
import pandas as pd
import pytest
from playwright.sync_api import Page, expect

from etl.answer_columns import ANSWERS
from etl.schema import TABLES
from queries.endpoints import ENDPOINTS
from queries.snapshot import current
from tests.kit import record
from tests.kit.opened import opened, text
from ui.about.about_text import CONTENTS, SOURCES, anchor
from ui.about.open_data import MAIN, examples


def test_the_page_names_its_sources_rules_gaps_builds_and_words(portal: object) -> None:
    app = opened("about")
    said = text(app)
    assert not app.exception
    headings = [title for part in app.markdown for title in re.findall(r"^## (.+)$", part.value, re.MULTILINE)]
    assert headings == list(CONTENTS)
    assert "It is not run, checked or endorsed by What Works Cities" in said
    assert "102 of them are named here; 15 are missing." in said
    assert "The newest entry is of **January 14, 2026**." in said
    assert f"There are {len(record.rows('corrections'))} corrections so far." in said
    assert current().name in app.code[0].value


def test_every_table_that_people_edit_has_its_source_on_the_page() -> None:
    edited = {path.stem for path in record.DATA.glob("*.csv")} & set(TABLES) - {"record_facts"}
    kept_inside = {"place_aliases", "map_regions"}
    assert edited - kept_inside <= set(SOURCES)
    assert set(SOURCES) <= set(TABLES)


def test_the_dictionary_on_the_page_has_every_column_of_every_answer(portal: object) -> None:
    for name, answer in ANSWERS.items():
        app = opened("about", table=f"API: {name}")
        shown = next(frame.value for frame in app.dataframe if "Description" in frame.value)
        assert shown["Column"].tolist() == list(answer.columns)


def test_the_page_describes_every_answer_of_the_api_and_links_its_files(portal: object) -> None:
    said = text(opened("about"))
    assert not [endpoint.name for endpoint in ENDPOINTS if f"`/api/v1/{endpoint.name}.json`" not in said]
    assert not [name for name in MAIN if f"(/downloads/{name})" not in said]


def test_the_contact_is_the_one_that_is_set(portal: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_CONTACT", "editor@example.org")
    assert "Write to editor@example.org with the address of the page" in text(opened("about"))


def test_the_python_example_runs_as_it_stands(site: str) -> None:
    found: dict[str, pd.DataFrame] = {}
    exec(examples(site)["Python"], found)  # noqa: S102
    assert sorted(found["awards"]["city"]) == ["Arlington", "Austin"]
    assert found["counts"]["city_count"].sum() == 102


def test_the_addresses_of_the_other_examples_answer(site: str) -> None:
    made = examples(site)
    for name in ("curl", "R", "Spreadsheet"):
        address = next(
            word.strip(")") for word in made[name].replace('"', " ").replace("'", " ").split() if word.startswith("http")
        )
        assert len(pd.read_csv(io.StringIO(httpx.get(address).text))) == 2
    assert httpx.head(made["DuckDB"].split("'")[1]).status_code == 200


def test_each_entry_of_the_contents_leads_to_its_part(page: Page, site: str) -> None:
    page.goto(f"{site}/about")
    for title in CONTENTS:
        page.get_by_role("link", name=title, exact=True).first.click()
        heading = page.locator(f"[id='{anchor(title)}']")
        expect(heading).to_contain_text(title)
        expect(heading).to_be_in_viewport()
