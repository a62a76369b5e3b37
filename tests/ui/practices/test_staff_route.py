"""A staff member with a private workbook sees scores; a public build of the same file holds none of them, in any byte."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from starlette.routing import compile_path
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Element

from api.routes import ROUTES
from etl.publishing import snapshot_files
from etl.publishing.build import Order, build
from queries.endpoints import PREFIX
from queries.page_list import PAGES
from queries.snapshot import current
from tests.kit.api_client import client
from tests.kit.opened import opened
from tests.kit.private_scores import CITY, PUBLIC, PUBLISHED, SHOWN, addresses, downloads, holds, paths, private_workbook, tables
from tests.kit.record_files import workbook
from tests.kit.snapshot_cache import snapshots_of

PARTS = ("City by city", "In numbers", "One practice", "Side by side", "The standard", "Scores")


@pytest.fixture(scope="module")
def private_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return private_workbook(tmp_path_factory.mktemp("private"))


@pytest.fixture(scope="module")
def public(private_file: Path) -> Path:
    """Directory of a public build of the private file."""
    out = snapshots_of(private_file)
    assert snapshot_files.current(out)["withheld_scores"] == 3
    return out


@pytest.fixture(scope="module")
def staff(private_file: Path) -> Path:
    """Directory of a staff build of the private file."""
    return snapshots_of(private_file, audience="staff")


def drawn(app: AppTest) -> bytes:
    """Everything that a page sends to the browser, element by element."""
    assert not app.exception
    elements = [node for place in (app.main, app.sidebar) for node in place if isinstance(node, Element)]
    assert len(elements) > 5
    return b"".join(element.proto.SerializeToString() for element in elements)


def test_the_search_finds_the_score_where_it_is(private_file: Path, staff: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_SNAPSHOTS", str(staff))
    assert holds(private_file.read_bytes())
    database = next(staff.glob("portal-*.duckdb"))
    assert holds(tables(database))
    assert holds(database.read_bytes())
    assert holds(client().get(f"{PREFIX}/answers/practice_scores.csv").content)
    found = [address for address in downloads() if holds(client().get(address).content)]
    assert {Path(address).suffix for address in found} >= {".csv", ".duckdb", ".parquet", ".xlsx", ".zip"}


def test_staff_sees_the_scores(staff: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_SNAPSHOTS", str(staff))
    app = opened("practices", part="Scores", edition="2018")
    assert holds(drawn(app))
    assert SHOWN in "".join(table.value.to_csv() for table in app.dataframe)
    assert any("Scores under the 2018 edition are loaded for 1 city of this selection" in m.value for m in app.markdown)


def test_no_file_of_a_public_build_holds_a_private_score(public: Path) -> None:
    files = [path for path in public.rglob("*") if path.is_file()]
    assert len(files) >= 3
    assert not [path.name for path in files if holds(path.read_bytes())]


@pytest.mark.slow
def test_a_public_build_says_the_same_of_every_city_with_and_without_the_private_scores(public: Path, tmp_path: Path) -> None:
    without = workbook(tmp_path / "scores.xlsx", [CITY, PUBLIC])
    out = Path(shutil.copytree(public, tmp_path / "snapshots"))
    assert build(Order(records=[without], out=out)).changes.empty  # the file's name differs: a private one is never named


@pytest.mark.slow
def test_no_page_of_a_public_portal_shows_a_private_score(public: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_SNAPSHOTS", str(public))
    views = [("practices", {"part": part, "classified": "true", "compare": ["Tempe, AZ", "Boston, MA"]}) for part in PARTS]
    views += [(name, {}) for name in sorted(PAGES)] + [("city", {"city": ["tempe-az", "boston-ma"]})]
    for name, query in views:
        shown = drawn(opened(name, **query))
        assert not holds(shown), name
        assert SHOWN.encode() not in shown, name


@pytest.mark.generated
@pytest.mark.slow
def test_no_answer_and_no_download_of_a_public_portal_holds_a_private_score(
    public: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORTAL_SNAPSHOTS", str(public))
    asked = list(addresses())
    assert not [address for address in asked if holds(client().get(address).content)]
    bare = {address.partition("?")[0] for address in asked}
    for path in paths(ROUTES):
        assert any(compile_path(path)[0].match(address) for address in bare), f"{path} was never searched"


def test_a_row_that_says_so_publishes_its_scores(public: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_SNAPSHOTS", str(public))
    assert current().ask("practice_scores")["score_pct"].dropna().tolist() == [PUBLISHED]
