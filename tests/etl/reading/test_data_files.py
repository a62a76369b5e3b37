"""What people edit in data/ is checked: a header that is not that of its file stops everything and says how to mend it."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from typer.testing import CliRunner

from etl.cli import app
from etl.findings import Blocked
from etl.reading import aliases
from etl.reading.reference import load
from tests.kit import record
from tests.kit.data_copy import copied, replace
from tests.kit.tiers import first_of

pytestmark = pytest.mark.slow

FILES = sorted(path.name for path in record.DATA.glob("*.csv"))
Rows = list[list[str]]


def renamed(rows: Rows) -> Rows:
    """A column is called nearly as it was."""
    return [[*rows[0][:-1], f"{rows[0][-1]}s"], *rows[1:]]


def dropped(rows: Rows) -> Rows:
    return [row[:-1] for row in rows]


def doubled(rows: Rows) -> Rows:
    return [[*row, row[-1]] for row in rows]


def added(rows: Rows) -> Rows:
    return [["checked by", *rows[0]], *(["Ana", *row] for row in rows[1:])]


HARMS: dict[Callable[[Rows], Rows], tuple[str, str]] = {
    renamed: ("needed_column", "Rename {renamed} to {last}"),
    dropped: ("needed_column", "Add the column to the header; where nothing is known its cells stay blank"),
    doubled: ("unique_header", "Keep one of them"),
    added: ("known_column", "Delete the column"),
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A directory of reference tables of its own."""
    return copied(tmp_path / "data")


def harm(path: Path, change: Callable[[Rows], Rows]) -> tuple[Rows, Rows]:
    """The rows of the file before and after; what it held is replaced."""
    with path.open(encoding="utf-8", newline="") as file:
        before = list(csv.reader(file))
    after = change(before)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(after)
    return before, after


@pytest.mark.parametrize(
    ("name", "change"), first_of(product(FILES, HARMS), 24), ids=lambda value: getattr(value, "__name__", value)
)
def test_a_header_that_is_not_that_of_its_file_stops_everything(data: Path, name: str, change: Callable[[Rows], Rows]) -> None:
    before, after = harm(data / name, change)
    with pytest.raises(Blocked) as blocked:
        load(data)
    rule, mend = HARMS[change]
    last = "checked_by" if change is added else before[0][-1]
    (found,) = blocked.value.findings
    assert (found.file, found.line, found.column, found.rule, found.blocks) == (f"data/{name}", 1, last, rule, True)
    assert found.mend == mend.format(renamed=after[0][-1], last=last)


@pytest.mark.parametrize("change", HARMS, ids=lambda change: change.__name__)
def test_the_command_says_so_with_exit_code_1_and_what_is_published_stays(
    data: Path, tmp_path: Path, snapshots: Path, change: Callable[[Rows], Rows]
) -> None:
    out = Path(shutil.copytree(snapshots, tmp_path / "snapshots"))
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file() and not path.name.startswith(".")}
    harm(data / "announcements.csv", change)
    said = CliRunner().invoke(app, ["build", "--data", str(data), "--out", str(out)], env={"COLUMNS": "200"})
    assert said.exit_code == 1
    assert "data/announcements.csv:1" in said.stdout
    assert "Nothing was published. Rejected: 1 problems." in said.stdout
    assert {path: path.read_bytes() for path in before} == before
    assert len(list(out.glob("portal-*.duckdb"))) == len(list(snapshots.glob("portal-*.duckdb")))


def test_a_number_of_the_headline_under_a_wrong_name_is_never_read_as_none(data: Path) -> None:
    text = (data / "announcements.csv").read_text(encoding="utf-8")
    (data / "announcements.csv").write_text(text.replace("new_cities,", "new_citys,", 1), encoding="utf-8")
    with pytest.raises(Blocked) as blocked:
        load(data)
    (found,) = blocked.value.findings
    assert found.message == "the column new_cities is missing; new_citys may be meant for it"


def test_every_file_is_checked_before_anything_is_read(data: Path) -> None:
    for name in ("awards.csv", "levels.csv"):
        harm(data / name, dropped)
    with pytest.raises(Blocked) as blocked:
        load(data)
    assert [found.file for found in blocked.value.findings] == ["data/awards.csv", "data/levels.csv"]


@pytest.mark.parametrize(
    ("content", "line", "rule"),
    [
        (b"fact,fact_value\nlast_checked_on,2026-11-22,more\n", 2, "cells_fit_header"),
        (b"fact,fact_value\n\nlast_checked_on\n", 3, "cells_fit_header"),
        (b'fact,fact_value\nlast_checked_on,"2026\n', 0, "readable_file"),
        (b"fact,fact_value\nlast_checked_on,\xe9t\xe9\n", 0, "utf_8"),
        (b"", 1, "has_a_header"),
    ],
)
def test_rows_that_do_not_fit_and_files_that_are_no_text_are_named(data: Path, content: bytes, line: int, rule: str) -> None:
    (data / "record_facts.csv").write_bytes(content)
    with pytest.raises(Blocked) as blocked:
        load(data)
    assert [(found.file, found.line, found.rule) for found in blocked.value.findings] == [("data/record_facts.csv", line, rule)]


@pytest.mark.parametrize(
    ("file", "old", "new", "parameter"),
    [("award_kinds.csv", "Leveled up", "Moved up", "award"), ("size_bands.csv", "unknown", "not counted", "size")],
)
def test_a_word_of_a_question_that_means_what_is_not_on_record_is_named(
    data: Path, file: str, old: str, new: str, parameter: str
) -> None:
    replace(data / file, old, new)
    spoken = [row for row in (data / "search_words.csv").read_text("utf-8").splitlines() if row.endswith(f",{parameter},{old}")]
    with pytest.raises(Blocked) as blocked:
        aliases.read_words(data, load(data).facts)
    of_it = [found for found in blocked.value.findings if found.value == old and f"the {parameter} “" in found.message]
    assert len(of_it) == len(spoken) > 0
    assert all(found.file == "data/search_words.csv" and new in found.mend and found.line > 1 for found in of_it)


def test_a_file_that_is_gone_is_named(data: Path) -> None:
    (data / "levels.csv").unlink()
    with pytest.raises(Blocked) as blocked:
        load(data)
    assert [(found.file, found.rule) for found in blocked.value.findings] == [("data/levels.csv", "needed_file")]


# The awards are checked as a record file is: tests/etl/checking/test_check.py.
WITH_A_SOURCE = sorted(name for name in FILES if "url" in (record.DATA / name).read_text("utf-8").split("\n")[0])
WITH_A_SOURCE = [name for name in WITH_A_SOURCE if name not in ("awards.csv", "corrections.csv") and record.rows(name[:-4])]
NO_PAGE = (
    "javascript:alert(1)",
    "data:text/html,<script>1</script>",
    "JaVaScRiPt://%0aalert(1)",
    "www.example.org",
    "https:// x",
)


@pytest.mark.parametrize("name", first_of(WITH_A_SOURCE, 3))
def test_what_is_no_address_of_a_page_is_refused_as_a_source_in_every_table(data: Path, name: str) -> None:
    with (data / name).open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows, names = list(reader), list(reader.fieldnames or ())
    column = "source_url" if "source_url" in names else "url"
    for row, harmful in zip(rows, NO_PAGE, strict=False):
        row[column] = harmful
    with (data / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names)
        writer.writeheader()
        writer.writerows(rows)
    with pytest.raises(Blocked) as blocked:
        load(data)
    found = [finding for finding in blocked.value.findings if finding.rule == "web_address"]
    assert len(found) == min(len(NO_PAGE), len(rows))
    assert {finding.mend.split(",")[0] for finding in found} == {"Write it whole"}
