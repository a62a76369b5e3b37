"""However many mistakes a file has, forty lines tell of them, and every one is in the JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from etl.cli import app
from etl.finding_groups import MOST_LINES, grouped, on_screen
from etl.findings import Finding
from tests.kit.record_files import HEADER, csv_file


def many(kinds: int, each: int) -> list[Finding]:
    """Findings of so many kinds, each met in so many lines."""
    return [
        Finding(
            "a.csv",
            line,
            f"column_{kind}",
            f"value {line}",
            "known_level",
            "a long message " * 9,
            "a long mend " * 9,
            kind % 2 == 0,
        )
        for kind in range(kinds)
        for line in range(2, 2 + each)
    ]


@pytest.mark.parametrize(("kinds", "each", "width"), [(1, 1, 80), (3, 1000, 80), (300, 3, 40), (300, 1, 200), (40, 1, 120)])
def test_forty_lines_tell_of_any_number_of_findings(kinds: int, each: int, width: int) -> None:
    lines = [line for _, line in on_screen(grouped(many(kinds, each)), width)]
    assert 0 < len(lines) <= MOST_LINES
    assert max(map(len, lines)) <= max(width, 40)
    told = sum(line.startswith(("problem", "remark")) for line in lines)
    if told < kinds:
        assert lines[-1].startswith(f"… and {(kinds - told) * each:,} more findings of {kinds - told} kinds"[:width])


def test_what_stops_a_load_is_told_first() -> None:
    groups = grouped(many(6, 2))
    assert [group.blocks for group in groups] == [True, True, True, False, False, False]


@pytest.mark.slow
def test_a_file_of_a_hundred_mistakes_takes_forty_lines_and_its_json_has_all(tmp_path: Path) -> None:
    wrong = [f"City {n},{'OH' if n % 2 else 'Ohoi'},many,Level {n},{1990 + n}" for n in range(100)]
    path = csv_file(tmp_path / "wrong.csv", HEADER, *wrong)
    run = CliRunner(env={"COLUMNS": "80", "TERM": "dumb"}).invoke(app, ["check", str(path)])
    assert run.exit_code == 1
    assert len(run.output.splitlines()) <= MOST_LINES
    found = json.loads(CliRunner().invoke(app, ["check", "--json", str(path)]).output)["findings"]
    assert {finding["line"] for finding in found} == set(range(2, 102))
