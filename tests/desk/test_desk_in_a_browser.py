"""The staff's loop without a terminal: sign in, upload, mend, publish, undo; and two people at once."""

from __future__ import annotations

import random
import shutil
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import openpyxl
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from benchmarks import served
from etl.loading import ledger
from etl.publishing import snapshot_files
from tests.conftest import is_outside
from tests.kit import provider
from tests.kit.load_steps import fall

PATIENCE_MS = 120_000
AT_MOST_ACTIONS = 10
LONGER_THAN_A_LOAD_MS = 8_000
PROVIDERS_LOOKS = "picocss"


@dataclass
class Desk:
    """A desk that is served: its address, and what it works on."""

    site: str
    snapshots: Path
    loads: Path

    def content(self) -> str:
        return snapshot_files.current(self.snapshots)["content_sha256"]


@pytest.fixture(scope="module")
def desk(snapshots: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk on a copy of the public record, where people sign in at a provider."""
    folder, port = tmp_path_factory.mktemp("desk"), served.free_port()
    out = Path(shutil.copytree(snapshots, folder / "snapshots"))
    where = {"PORTAL_SNAPSHOTS": str(out), "PORTAL_LOADS": str(folder / "loads"), "PORTAL_STAFF_SNAPSHOTS": str(folder / "staff")}
    command = [sys.executable, "-m", "certified_cities", "desk", "--port", str(port)]
    with provider.start() as running:
        chosen = where | provider.settings(running, port)
        with served.start(command, port, "/_stcore/health", chosen, log=provider.log(folder)) as portal:
            yield Desk(portal.site, out, folder / "loads")
    assert "GET /" not in provider.log(folder).read_text()


@pytest.fixture
def spring(tmp_path: Path) -> Path:
    """A workbook of three awards and one announcement, with two mistakes, and a picture of 3 MB."""
    book = openpyxl.Workbook()
    book.active.title = "Spring 2026"
    rows = [
        ("city", "state", "population", "level", "announced_on", "source_url", "initials"),
        ("Toledo", "Ohoi", None, "Silver", "2026-05-12", "https://example.org/spring", "ab"),
        ("Aurora", "IL", None, "Gld", "2026-05-12", "https://example.org/spring", None),
        ("Anchorage", "AK", None, "Gold", "2026-05-12", "https://example.org/spring", None),
    ]
    for row in rows:
        book.active.append(row)
    sheet = book.create_sheet("announcement")
    said = {"Date": "2026-05-12", "Title": "Spring 2026", "Total": 120, "New": 3, "Source": "https://example.org/spring"}
    for line in said.items():
        sheet.append(line)
    book.save(tmp_path / "spring.xlsx")
    with zipfile.ZipFile(tmp_path / "spring.xlsx", "a") as archive:
        archive.writestr("xl/media/logo.bin", random.Random(1).randbytes(3_000_000))
    return tmp_path / "spring.xlsx"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser session that asks no other machine; only the provider's own page would, for its looks."""
    session, outside = browser.new_context(viewport={"width": 1280, "height": 900}), []
    session.on("request", lambda request: outside.append(request.url) if is_outside(request.url) else None)
    yield session
    session.close()
    assert not [url for url in outside if PROVIDERS_LOOKS not in url]


class Person:
    """Somebody at a browser, whose actions are counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.actions = page, 0
        page.set_default_timeout(PATIENCE_MS)

    def click(self, name: str) -> None:
        self.page.get_by_role("button", name=name).or_(self.page.get_by_role("link", name=name)).first.click()
        self.actions += 1

    def choose(self, file: Path) -> None:
        self.page.get_by_role("heading", name="History").wait_for()
        self.page.set_input_files("input[type=file]", str(file))
        self.actions += 1

    def sees(self, text: str) -> None:
        expect(self.page.get_by_text(text).first).to_be_visible(timeout=PATIENCE_MS)

    def sign_in(self, site: str, mail: str) -> None:
        self.page.goto(site)
        self.actions += 1
        self.click("Sign in")
        self.click(mail)


def test_a_workbook_goes_from_upload_to_published_to_undone_in_ten_actions(desk: Desk, page: Page, spring: Path) -> None:
    before, ana = desk.content(), Person(page)
    ana.sign_in(desk.site, provider.ANA)
    ana.choose(spring)
    ana.sees("Spring 2026 (3 rows, 6 columns, 3 cities)")
    ana.sees("columns not read: initials")
    ana.sees("2 problems and 1 remark: nothing can be loaded yet")
    with page.expect_download() as download:
        ana.click("Take the file with each problem marked")
    download.value.save_as(spring.with_name("marked.xlsx"))
    assert openpyxl.load_workbook(spring.with_name("marked.xlsx"))["Spring 2026"]["D3"].comment
    ana.click("Ohoi → OH, 1 row")
    ana.click("Gld → Gold, 1 row")
    ana.sees("120 cities announced by May 12, 2026 (stated), 106 named here")
    ana.sees("117 cities announced by January 14, 2026 (our sum), 103 named here")
    ana.sees("Toledo, OH: certified for the first time, Silver, May 12, 2026")
    expect(page.get_by_role("img", name="Map of the Americas")).to_be_visible()
    expect(page.locator(".js-plotly-plot")).to_be_visible()
    ana.click("Publish")
    ana.sees("Loaded: spring.xlsx (load 1: 3 awards, 2 mends, public)")
    assert desk.content() != before
    ana.click("Undo the last step")
    ana.sees("Removed: Toledo, OH")
    ana.click("Publish")
    ana.sees("Undone: the load of spring.xlsx (load 1)")
    assert desk.content() == before
    assert ana.actions <= AT_MOST_ACTIONS
    assert [(step.action, step.by) for step in ledger.read(desk.loads).steps] == [("load", provider.ANA), ("undo", provider.ANA)]
    assert (desk.loads / ledger.read(desk.loads).loads[1].kept).read_bytes() == spring.read_bytes()


@pytest.mark.proof
def test_the_second_of_two_people_sees_that_the_first_published_and_the_new_difference(
    desk: Desk, browser: Browser, tmp_path: Path
) -> None:
    contexts = [browser.new_context(viewport={"width": 375, "height": 800}) for _ in range(2)]
    first, second = (Person(session.new_page()) for session in contexts)
    for person in (first, second):
        person.sign_in(desk.site, provider.ANA)
    toledo = tmp_path / "toledo.csv"
    toledo.write_text("city,state,population,level,announced_on\nToledo,OH,,Silver,2026-05-12\n", encoding="utf-8")
    second.choose(fall(tmp_path))
    second.sees("Toledo, OH: certified for the first time, Gold, October 20, 2026")
    first.choose(toledo)
    first.sees("Toledo, OH: certified for the first time, Silver, May 12, 2026")
    first.click("Publish")
    first.sees("Loaded: toledo.csv")
    second.click("Publish")
    second.sees("Meanwhile:")
    second.sees("Toledo, OH: Silver → Gold, October 20, 2026")
    second.page.wait_for_timeout(LONGER_THAN_A_LOAD_MS)
    assert not any(load.file == "fall.csv" for load in ledger.read(desk.loads).loads.values())
    second.click("Publish")
    second.sees("Loaded: fall.csv")
    for session in contexts:
        session.close()


def test_a_signed_in_person_who_is_not_on_the_list_sees_that_and_nothing_else(desk: Desk, page: Page) -> None:
    ben = Person(page)
    ben.sign_in(desk.site, provider.BEN)
    ben.sees("You may not enter")
    assert page.locator("body").inner_text().splitlines() == [
        "You may not enter", "",
        f"You are signed in as {provider.BEN}, and that address is not on the list of staff. Whoever runs this keeps the list.",
        "", "Sign out",
    ]  # fmt: skip
    assert not page.locator("script").count()


def test_a_stranger_gets_no_answer_at_any_address_of_the_desk(desk: Desk) -> None:
    with provider.stranger(desk.site) as stranger:
        for path in provider.OF_STREAMLIT:
            for method in ("GET", "PUT", "POST", "DELETE", "OPTIONS"):
                answer: httpx.Response = stranger.request(method, path)
                assert answer.status_code in (302, 303, 400, 401, 405), (path, method, answer)
                assert len(answer.content) < 2_000, path
        assert stranger.get("/_stcore/health").text == "ok"
