"""Whatever a stranger types, sends or gives as a record: the portal answers as always or says what is wrong, and runs nothing."""

from __future__ import annotations

import ast
import csv
import io
import json
import random
import re
import string
import zipfile
from collections.abc import Iterator
from pathlib import Path

import httpx
import openpyxl
import pandas as pd
import pytest
from playwright.sync_api import Page, expect

from benchmarks.visitor import Visitor
from etl.checking.record_check import findings_of
from etl.reading.reference import load
from file_writers.csv_file import as_csv
from queries import FOLDER, file_formats
from queries.address_parser import parse
from queries.filters import NAMES, Filters
from queries.page_list import BY_ADDRESS
from queries.snapshot import SHELF
from tests.kit.tiers import is_proof, long
from tests.kit.written import as_download

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = "<script>window.harmed=1</script><img src=x onerror=window.harmed=1>"
SEARCH = "Is my city certified?"
LINK = "[Certified in 2026](https://evil.example/) ![](https://evil.example/x.png) :red[level] $x^2$ `code`"
FORMULAS = ("=cmd|' /C calc'!A0", "+1+1", "-1", '@SUM(1,"x")', "\t=1", "\r=1", "\n=1")
SEEDS = (
    "' or 1=1 --", "'; drop table awards; --", '" or ""="', "Gold') union select * from build_info --", "$level", "{{7*7}}",
    "%s%n", "${jndi:ldap://x}", "../../etc/passwd", "C:\\x", "\\\\host\\share", "%00", "\x00", "\x1b[2J", "\ud7ff", "﷽" * 20,
    "İ", "ﬁ", "¹²³", "1e309", "NaN", "-0", "99999999999999999999", "0x7E6", "२०२१", "2021-02-30",
    "2021-12-15T00:00", "0000-00-00", "+2021-01-01", "true", "null", "[]", "{}", "Gold,Silver", " ", "\u202etxt",
    "a" * 3_000, SCRIPT, LINK, *FORMULAS,
)  # fmt: skip
SQL_BUILDERS = {
    # The names come from etl/schema.py or from the file names in etl/marts/, never from a record or a visitor.
    "etl/marts/assemble.py", "etl/publishing/record_changes.py", "etl/publishing/downloads.py",
    "etl/publishing/datapackage.py", "etl/publishing/sample_build.py", "etl/publishing/loss_guard.py", "etl/answer_columns.py",
}  # fmt: skip


def hostile(count: int, seed: int = 8) -> list[str]:
    """`count` values that mean harm or nothing: the seeds, then mixtures of them with noise; always the same."""
    dice = random.Random(seed)
    noise = string.printable + "éß漢字🏙️\u200b\u202e\x00\x7f"
    values = list(SEEDS)
    while len(values) < count:
        cut = dice.choice(SEEDS)[: dice.randrange(1, 60)]
        values.append(cut + "".join(dice.choices(noise, k=dice.randrange(0, 40))))
    return values[:count]


def python_files() -> Iterator[Path]:
    """The portal's own Python files."""
    for folder in ("api", "charts", "etl", "pages", "queries", "ui"):
        yield from (ROOT / folder).rglob("*.py")


def is_query_of_built_text(node: ast.AST) -> bool:
    """Whether the code asks a database something that it puts together from parts."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
        return False
    return node.func.attr in ("execute", "executemany", "sql", "query") and isinstance(node.args[0], ast.JoinedStr | ast.BinOp)


def test_no_sql_is_built_from_strings_outside_the_build() -> None:
    builders = set()
    for path in python_files():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if is_query_of_built_text(node):
                builders.add(path.relative_to(ROOT).as_posix())
    assert builders <= SQL_BUILDERS


def test_every_query_is_one_select_and_takes_its_values_as_parameters() -> None:
    for path in FOLDER.rglob("*.sql"):
        sql = re.sub(r"--.*|'[^']*'", "", path.read_text(encoding="utf-8")).strip().rstrip(";")
        assert ";" not in sql, path.name
        assert sql.split(None, 1)[0].lower() in ("select", "with", "from", "values"), path.name
        assert not re.search(r"\{\w+\}|%s|\bread_(csv|parquet|json|text|blob)|\bcopy\b|\battach\b|\binstall\b", sql), path.name


@pytest.mark.parametrize("count", [100, long(500)])
def test_hostile_values_of_every_parameter_give_no_filter_that_nobody_could_choose(portal: Path, count: int) -> None:
    snapshot = SHELF.current()
    words = {word for name in ("state", "country", "city") for word in snapshot.words.options[name]}
    for value in hostile(count):
        for name in NAMES:
            chosen, problems = parse([(name, value)], snapshot.words)
            assert chosen != Filters() or problems or not value.strip()
            assert set(chosen.state) | set(chosen.country) | set(chosen.city) <= words


@pytest.mark.parametrize("count", [100, long(500)])
def test_hostile_searches_find_only_rows_of_the_record(portal: Path, count: int) -> None:
    snapshot = SHELF.current()
    known = set(snapshot.con.cursor().execute("select city from place_names").df()["city"])
    for value in hostile(count):
        assert set(snapshot.ask("places_by_name", text=value[:80])["city"]) <= known


def test_the_database_reads_nothing_but_its_own_tables(portal: Path) -> None:
    con = SHELF.current().con
    for harm in (
        "select * from read_csv('/etc/passwd')", "copy awards to '/dev/null'", "attach 'x.duckdb'", "install httpfs",
        "load httpfs", "set enable_external_access = true", "set memory_limit = '100GB'", "delete from awards",
        "create table x (i int)",
        "select * from read_text('/etc/passwd')", "pragma enable_profiling", "export database '/dev/null'",
    ):  # fmt: skip
        with pytest.raises(Exception, match=r"(?i)error|disabled|read-only|locked|cannot"), con.cursor() as cursor:
            cursor.execute(harm).fetchall()
    assert con.cursor().execute("select count(*) > 100 from awards").fetchone() == (True,)


def requests_of(values: list[str], seed: int = 9) -> Iterator[tuple[str, dict[str, str]]]:
    """Addresses with hostile values: every page and route, each with every parameter in turn."""
    routes = [*sorted(BY_ADDRESS), "/api/v1/answers/cities.json", "/api/v1/answers/awards.csv", "/api/v1/cities.json",
              "/api/v1/awards.csv", "/api/v1/counts.json", "/api/v1/practices.json", "/api/v1/announcements.csv",
              "/feed.atom"]  # fmt: skip
    names = [*NAMES, "by", "limit", "offset", "column", "text", "edition", "sample"]
    dice = random.Random(seed)
    for value in values:
        yield dice.choice(routes), {dice.choice(names): value}


@pytest.mark.parametrize("count", [100, long(500)])
def test_hostile_requests_are_answered_without_a_fault_or_a_trace(site: str, count: int) -> None:
    with httpx.Client(base_url=site) as client:
        for path, query in requests_of(hostile(count)):
            answer = client.get(path, params=query)
            assert answer.status_code in (200, 304, 307, 400, 404), (path, query, answer.status_code)
            assert not re.search("Traceback|duckdb|Binder|Parser Error|[.]py|[.]sql", answer.text) or path in BY_ADDRESS
            if answer.status_code == 400:
                assert set(answer.json()["error"]) == {"parameter", "value", "message"}


@pytest.mark.parametrize("path", ["/city/{}", "/cities/{}", "/api/v1/{}", "/api/v1/answers/{}.csv", "/downloads/{}", "/media/{}"])
def test_hostile_paths_are_not_found_and_never_repeated_as_markup(site: str, path: str) -> None:
    with httpx.Client(base_url=site) as client:
        for value in hostile(60):
            try:
                answer = client.get(path.format(value))
            except httpx.InvalidURL:
                continue
            assert answer.status_code in (200, 307, 308, 400, 404), (value, answer.status_code)
            is_markup = "html" in answer.headers.get("content-type", "")
            assert not (is_markup and "<script>window" in answer.text) and "root:x:" not in answer.text


@pytest.mark.parametrize("count", [15, long(60)])
def test_hostile_values_over_the_websocket_give_a_page_or_a_friendly_sentence(site: str, count: int) -> None:
    pages = [address.strip("/") for address in sorted(BY_ADDRESS)]
    dice = random.Random(10)
    with Visitor(site) as visitor, Visitor(site) as forger:
        for value in hostile(count):
            query = str(httpx.QueryParams({dice.choice(NAMES): value}))
            drawn = visitor.open(dice.choice(pages), query)
            assert not drawn.failed, (value, query)
            # No browser sends what is not among the options of a widget, so a page may refuse it, but not explain itself.
            forger.open(dice.choice(pages))
            with_options = [label for label, widget in forger.widgets.items() if hasattr(widget, "options")]
            drawn = forger.open(
                values={dice.choice(with_options): [value], **({SEARCH: value} if SEARCH in forger.widgets else {})}
            )
            assert not drawn.of("exception")
            assert not re.search(rb"Traceback|Error:|duckdb|" + str(ROOT).encode(), drawn.raw), value


def test_a_widget_that_does_not_exist_and_a_value_of_the_wrong_kind_change_nothing(site: str) -> None:
    from streamlit.proto.BackMsg_pb2 import BackMsg

    with Visitor(site) as visitor:
        visitor.open()
        for widget in [*visitor.widgets.values()][:8]:
            for kind in ("bool_value", "double_value", "int_value", "string_value", "json_value", "bytes_value", "trigger_value"):
                message = BackMsg()
                state = message.rerun_script.widget_states.widgets.add(id=widget.id)
                setattr(state, kind, {"string_value": "x", "json_value": "{", "bytes_value": b"\xff"}.get(kind, 1))
                message.rerun_script.widget_states.widgets.add(id="$$ID-nobody-None", string_value="x")
                visitor.say(message)
                assert visitor.read().elements
        with Visitor(site) as neighbor:
            assert not neighbor.open().failed


@pytest.mark.browser
@pytest.mark.parametrize("addresses", [("/", "/city"), long(sorted(BY_ADDRESS))], ids=["two pages", "every page"])
def test_an_address_that_carries_markup_draws_no_link_and_runs_nothing(page: Page, site: str, addresses: list[str]) -> None:
    query = str(httpx.QueryParams(dict.fromkeys([*NAMES, "text", "edition"], LINK + SCRIPT)))
    for address in addresses:
        page.goto(f"{site}{address}?{query}")
        expect(page.get_by_text("Independent record, not run by").first).to_be_visible()
        assert page.evaluate("window.harmed") is None
        assert page.locator("a[href*='evil.example'], img[src*='evil.example'], img[src='x']").count() == 0, address


HEADER = "city,state,population,level,year\n"


def a_workbook(path: Path, *rows: list[object]) -> Path:
    """A workbook with these rows below the header."""
    book = openpyxl.Workbook()
    for row in [HEADER.strip().split(","), *rows]:
        book.active.append(row)
    book.save(path)
    return path


def a_zip_bomb(path: Path, megabytes: int = 1_500) -> Path:
    """A workbook whose sheet is `megabytes` of blanks when unpacked."""
    a_workbook(path.with_name("small.xlsx"))
    with (
        zipfile.ZipFile(path.with_name("small.xlsx")) as whole,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as bomb,
    ):
        for entry in whole.infolist():
            if entry.filename != "xl/worksheets/sheet1.xml":
                bomb.writestr(entry, whole.read(entry))
        with bomb.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _ in range(megabytes):
                sheet.write(b" " * 2**20)
    return path


def a_workbook_with_macros(path: Path) -> Path:
    """A workbook that says it carries a macro."""
    a_workbook(path, ["Austin", "TX", 961855, "Gold", 2023])
    with zipfile.ZipFile(path, "a") as book:
        book.writestr("xl/vbaProject.bin", b"macro")
    return path


def record_files(folder: Path) -> dict[str, Path]:
    """Record files that no clean hand wrote, by what is wrong."""
    texts = {
        "no bytes": b"",
        "only blanks": b"   \n\n",
        "binary": bytes(range(256)) * 20,
        "Latin-1": (HEADER + "Bogotá,,1,Gold,2023\n").encode("latin-1"),
        "a NUL": (HEADER + "Aus\0tin,TX,1,Gold,2023\n").encode(),
        "an open quote": (HEADER + '"Austin,TX,1,Gold,2023\n').encode(),
        "a formula": (HEADER + "=1+1,TX,1,Gold,2023\n").encode(),
        "a thousand columns": (",".join(f"c{i}" for i in range(1_000)) + "\n").encode(),
        "one endless cell": (HEADER + "A" * 20_000_000 + ",TX,1,Gold,2023\n").encode(),
        "HTML": b"<html><table><tr><td>city</td></tr></table></html>",
        "a population of words": (HEADER + "Austin,TX,many,Gold,2023\n").encode(),
        "the year 20233": (HEADER + "Austin,TX,961855,Gold,20233\n").encode(),
    }
    found = {name: folder / f"{number}.csv" for number, name in enumerate(texts)}
    for name, path in found.items():
        path.write_bytes(texts[name])
    (folder / "deep.json").write_text("[" * 100_000, encoding="utf-8")
    (folder / "fake.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    (folder / "fake.parquet").write_bytes(b"PAR1 not a table PAR1")
    return found | {
        "JSON that never ends": folder / "deep.json",
        "no workbook": folder / "fake.xlsx",
        "no Parquet": folder / "fake.parquet",
        "a formula in a workbook": a_workbook(folder / "formula.xlsx", ["=1+1", "TX", 961855, "Gold", 2023]),
        "a workbook with macros": a_workbook_with_macros(folder / "macros.xlsm"),
        "a zip bomb": a_zip_bomb(folder / "bomb.xlsx"),
    }


@pytest.mark.generated
def test_a_bad_record_file_is_refused_with_its_cause_and_never_with_a_trace(tmp_path: Path) -> None:
    import datetime

    reference = load(ROOT / "data")
    every = list(record_files(tmp_path).items())
    for harm, path in every if is_proof() else every[::3]:
        findings = findings_of([path], reference, datetime.date(2026, 11, 22), ROOT / "data" / "awards.csv")
        blocking = [f for f in findings if f.blocks and Path(f.file).name == path.name]
        assert blocking, harm
        assert all(f.message and f.mend for f in blocking), harm
        assert not any("Traceback" in f.message for f in blocking), harm


@pytest.mark.parametrize("text", [*FORMULAS, SCRIPT, LINK])
def test_a_text_that_a_spreadsheet_would_run_is_neutral_in_files_and_reads_back_as_it_was(text: str) -> None:
    frame = pd.DataFrame({"note": pd.Series([text], dtype="string")})
    for written in (as_csv(frame), as_download(frame)):
        cell = next(iter(csv.DictReader(io.StringIO(written.decode("utf-8"), newline=""))))["note"]
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
        assert cell.removeprefix("'") == text
    assert json.loads(json.dumps(file_formats.rows(frame)))[0]["note"] == text
