"""The about page explains every table, column and answer, and its examples run as they stand."""

from __future__ import annotations

import io
import re

import httpx
import pandas as pd
import pytest
from playwright.sync_api import Page, expect
from streamlit.testing.v1 import AppTest

from etl.answer_columns import ANSWERS
from etl.schema import TABLES
from queries import words
from queries.endpoints import ENDPOINTS
from queries.snapshot import current
from tests.kit import record
from tests.kit.opened import opened, text
from ui import data, links
from ui.about.about_text import CONTENTS, SOURCES, anchor
from ui.about.open_data import MAIN, examples


@pytest.mark.slow
def test_the_page_names_its_sources_rules_gaps_builds_and_words(portal: object) -> None:
    app = opened("about")
    said = text(app)
    assert not app.exception
    headings = [title for part in app.markdown for title in re.findall(r"^## (.+)$", part.value, re.MULTILINE)]
    assert headings == list(CONTENTS)
    assert "It is not run, checked or endorsed by What Works Cities" in said
    assert record.named_and_missing() in said
    assert "The newest entry is of **January 14, 2026**." in said
    count = len(record.rows("corrections"))
    assert f"The list holds {words.of(count, 'correction') if count else 'no correction'} so far." in said
    assert current().name in app.code[0].value


def test_the_page_says_how_many_values_were_corrected_and_lists_them(portal: object, monkeypatch: pytest.MonkeyPatch) -> None:
    one = pd.DataFrame([dict.fromkeys(TABLES["corrections"].columns, "invented") | {"corrected_on": pd.Timestamp("2026-11-25")}])
    asked = data.ask
    monkeypatch.setattr(links, "page", lambda *_, **__: None)  # alone it has no pages to lead to
    for rows, said in ((one, "The list holds 1 correction so far."), (one.iloc[:0], "The list holds no correction so far.")):
        monkeypatch.setattr(data, "ask", lambda name, *_, rows=rows: rows if name == "corrections" else asked(name))
        app = AppTest.from_function(about_corrections).run()
        assert not app.exception
        assert said in text(app)
        assert [len(table.value) for table in app.dataframe] == ([1] if len(rows) else [])


def about_corrections() -> None:
    import inspect

    from queries.filters import Filters
    from ui.about import about_text

    inspect.unwrap(about_text.corrections)("", Filters())


def test_every_table_that_people_edit_has_its_source_on_the_page() -> None:
    edited = {path.stem for path in record.DATA.glob("*.csv")} & set(TABLES) - {"record_facts"}
    kept_inside = {"renamed_cities", "place_aliases", "search_words", "map_regions", "level_bands", "place_words"}
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
    exec(examples(site, "Gold")["Python"], found)  # noqa: S102
    assert sorted(found["awards"]["city"]) == ["Arlington", "Austin", "Dallas"]
    assert found["counts"]["city_count"].sum() == record.named()


def test_the_addresses_of_the_other_examples_answer(site: str) -> None:
    made = examples(site, "Gold")
    for name in ("curl", "R", "Spreadsheet"):
        address = next(
            word.strip(")") for word in made[name].replace('"', " ").replace("'", " ").split() if word.startswith("http")
        )
        assert len(pd.read_csv(io.StringIO(httpx.get(address).text))) == 3
    assert httpx.head(made["DuckDB"].split("'")[1]).status_code == 200


def test_each_entry_of_the_contents_leads_to_its_part(page: Page, site: str) -> None:
    page.goto(f"{site}/about")
    for title in CONTENTS:
        page.get_by_role("link", name=title, exact=True).first.click()
        heading = page.locator(f"[id='{anchor(title)}']")
        expect(heading).to_contain_text(title)
        expect(heading).to_be_in_viewport()
