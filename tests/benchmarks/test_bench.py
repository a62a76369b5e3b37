"""The arithmetic and the table of `make bench`; nothing here is timed."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest

import settings
from benchmarks import report, synthetic
from benchmarks.bench import ROWS as MEASURED_BY
from benchmarks.peers import TWINS
from benchmarks.promises import ROWS, amount
from benchmarks.rounds import Figure, compared, interleaved, ms, percentile, ratio
from benchmarks.rows.hooks import HOOKS
from benchmarks.rows.own_code import OTHERS, OWN, STREAMLIT, by_owner
from benchmarks.rows.pages import never_seen, worst
from benchmarks.served import ROOT
from benchmarks.targets import PAGES
from benchmarks.wire import Broken, frame_at
from etl.publishing.build import Order, checked_tables
from queries.page_list import PAGES as PAGES_OF_THE_MENU
from tests.kit.coroutines import run

# Every bar that was set, in the order of its table; what it was before stays for one release, marked.
BARS_SET = {
    "seen": ["≤ 0.1×", "≤ 1.5× old", "≥ 0.7× old"],
    "own": ["≤ 10 %"],
    "unseen": ["≤ 1×", "≤ 6× old"],
    "empty": ["≤ 0.15×", "≤ 0.15×"],
    "stock": ["≤ 0.1×", "≥ 20×"],
    "many": ["≥ 0.85×"],
    "crowd": ["0 errors", "≤ 3×"],
    "neighbor": ["≤ 2×"],
    "memory": ["≤ 0.3 MiB", "≤ 1.2×"],
    "bytes": ["≤ 0.35×", "≤ 0.35×", "≤ 60 KB"],
    "browser": ["≤ 0.3×", "≤ 0.9×", "≤ 1×"],
    "map": ["≤ 1.5×", "≤ 150 KB"],
    "api": ["≥ 5×", "≤ 0.3×"],
    "build": ["≤ 1.5×", "≤ 0.8×", "≥ 4 steps"],
    "everyday": ["≤ 3 s"],
    "hooks": ["≥ 1.2×"],
    "replicas": ["≥ 1.8×"],
}


def test_every_bar_that_was_set_is_in_the_table_and_every_row_can_be_measured() -> None:
    set_now = {name: [bar.in_words + " old" * bar.is_old for bar in row.bars] for name, row in ROWS.items()}
    assert set_now == BARS_SET
    assert list(MEASURED_BY) == list(ROWS)


def test_every_hook_that_can_be_left_out_is_measured_and_no_other() -> None:
    hooks = [bar.key for bar in ROWS["hooks"].bars]
    assert tuple(hooks) == HOOKS
    assert [hook for hook in hooks if not settings.HOOK.fullmatch(hook)] == []
    assert len(hooks) == len(settings.HOOK.pattern.split("|"))


def test_every_page_of_the_menu_is_measured() -> None:
    assert set(PAGES) == set(PAGES_OF_THE_MENU)


@pytest.mark.parametrize("row", ROWS)
def test_a_row_says_for_each_bar_what_was_measured_and_whether_it_is_met(row: str) -> None:
    exactly = {bar.key: Figure(bar.limit, "as promised") for bar in ROWS[row].bars}
    beyond = {bar.key: Figure(bar.limit * 0.9 if bar.at_least else bar.limit * 1.1 + 1, "less") for bar in ROWS[row].bars}
    assert [" met " in line for line in report.lines(row, exactly)[::2]] == [True] * len(ROWS[row].bars)
    assert [" missed " in line for line in report.lines(row, beyond)[::2]] == [True] * len(ROWS[row].bars)


def test_a_ratio_is_the_median_of_the_ratios_within_each_round() -> None:
    assert ratio({"portal": [1, 50, 3], "peer": [2, 100, 1]}, "portal", "peer") == 0.5


def test_rounds_measure_everything_in_turn_and_every_other_round_backwards() -> None:
    order: list[str] = []

    def part(name: str):
        async def measured() -> float:
            order.append(name)
            return len(order)

        return measured

    samples = run(interleaved(3, {"a": part("a"), "b": part("b")}))
    assert order == ["a", "b", "b", "a", "a", "b"]
    assert samples == {"a": [1, 4, 5], "b": [2, 3, 6]}


def test_a_percentile_is_a_value_that_was_measured() -> None:
    assert percentile([5, 1, 4, 2, 3], 0.5) == 3
    assert percentile(list(range(101)), 0.95) == 95
    with pytest.raises(ValueError, match="no value"):
        percentile([], 0.95)


def test_the_worst_page_decides_and_all_are_named() -> None:
    figure = worst({"a": [0.003, 0.003], "b": [0.008, 0.008], "empty": [0.002, 0.002]}, max, ms)
    assert figure.value == 4
    assert figure.detail == "b; a 1.50, b 4.00; a 3.0 ms, b 8.0 ms, empty 2.0 ms"
    assert (figure.portal, figure.peer) == ("b 8.0 ms", "empty 2.0 ms")


def test_the_page_of_a_run_has_portal_peer_figure_and_bar_on_each_line_and_says_what_a_reader_feels() -> None:
    figure = compared({"portal": [0.004], "peer": [0.1]}, "portal", "peer", ms)
    page = report.page({"seen": {bar.key: figure for bar in ROWS["seen"].bars}}, {"api": "OSError: no"})
    first, second, _ = (line for line in page.splitlines() if "4.0 ms" in line)
    assert first.startswith("| `seen`: A filter that anybody chose before is there at once. | CPU of each page")
    assert first.endswith("| 4.0 ms | peer 100 ms | 0.04× | ≤ 0.1× | met |")
    assert second.startswith("|  | the same") and "(until the next release)" in second
    assert page.endswith("`api` could not be measured: OSError: no")
    assert all(row.felt.endswith(".") and len(row.felt) < 130 for row in ROWS.values())


@pytest.mark.slow
def test_the_twin_of_the_build_writes_every_kind_of_file_that_the_portal_publishes(tmp_path: Path, snapshots: Path) -> None:
    awards = synthetic.write(tmp_path / "awards.csv", 50)
    subprocess.run([sys.executable, str(TWINS / "pandas_build.py"), str(awards), str(tmp_path / "twin")], check=True)
    [published] = [folder for folder in snapshots.iterdir() if folder.is_dir() and folder.name.startswith("portal-")]
    ours, theirs = ({path.suffix for path in folder.iterdir()} for folder in (published, tmp_path / "twin" / "downloads"))
    assert {suffix.replace(".duckdb", ".db") for suffix in ours} == theirs


@pytest.mark.parametrize(("value", "said"), [(0.354, "0.35×"), (22.04, "22.0×"), (1.0, "1×"), (1234.5, "1,234×")])
def test_figures_are_said_with_as_many_digits_as_they_deserve(value: float, said: str) -> None:
    assert amount(value, "×") == said


def test_the_json_holds_every_bar_with_its_verdict(tmp_path: Path) -> None:
    report.write(tmp_path / "bench.json", {"many": {"rate": Figure(0.9, "said", {"10": [1.0]})}}, {"api": "OSError: no"}, True)
    written = json.loads((tmp_path / "bench.json").read_text(encoding="utf-8"))
    assert written["rows"]["many"]["rate"]["met"] is True
    assert written["not_measured"] == {"api": "OSError: no"}


def test_what_c_code_takes_is_counted_for_who_calls_it() -> None:
    ours, theirs, python = f"{ROOT}/ui/frame.py", f"{ROOT}/.venv/lib/site-packages/streamlit/util.py", "/usr/lib/python3/json.py"
    profile = {
        (ours, 1, "drawn"): (1, 1, 2.0, 9.0, {}),
        (theirs, 1, "hashed"): (1, 1, 3.0, 3.5, {}),
        (python, 1, "dumps"): (1, 1, 0.25, 0.25, {}),
        ("~", 0, "<update>"): (2, 2, 1.5, 1.5, {(ours, 1, "drawn"): (1, 1, 1.0, 1.0), (theirs, 1, "hashed"): (1, 1, 0.5, 0.5)}),
    }
    assert by_owner(profile) == {OWN: 3.0, STREAMLIT: 3.5, OTHERS: 0.25}


def test_no_view_never_seen_comes_twice() -> None:
    views = [str(view) for view in islice(never_seen(), 2_000)]
    assert len(set(views)) == 2_000


@pytest.mark.slow
def test_the_invented_awards_meet_every_rule(tmp_path: Path) -> None:
    _, intake, _ = checked_tables(Order([synthetic.write(tmp_path / "awards.csv", 500)]), lambda step: None)
    assert intake.outcomes["added"] == 500


@pytest.mark.parametrize(
    ("size", "head"), [(5, b"\x82\x05"), (300, b"\x82\x7e\x01\x2c"), (70_000, b"\x82\x7f" + bytes.fromhex("0000000000011170"))]
)
def test_a_frame_is_read_when_it_has_come_whole(size: int, head: bytes) -> None:
    frame = head + b"x" * size
    assert frame_at(frame, 0) == (2, len(head), len(frame))
    assert frame_at(frame[:-1], 0) is None
    assert frame_at(b"", 0) is None
    with pytest.raises(Broken):
        frame_at(b"\x02\x00", 0)


def test_the_document_names_every_row() -> None:
    text = (Path(__file__).parents[2] / "docs" / "performance.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(\w+)`", text, re.MULTILINE)) == set(ROWS)
