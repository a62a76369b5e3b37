"""Who follows the feed of awards over ten publications sees each change once, no entry twice, and a backfilled award as new."""

from __future__ import annotations

import shutil
import time
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from etl.publishing.build import Order, build
from etl.publishing.record_changes import same_awards
from queries.snapshot import SHELF, Shelf
from tests.kit.api_client import client
from tests.kit.small_record import small_data

ATOM = {"a": "http://www.w3.org/2005/Atom"}
Rows = pd.DataFrame
SOURCE = "https://example.org/certified"
SEEN = ("title", "published", "updated")
COLUMNS = ["award_id", "place", "award", "announced_on"]
BACKFILLED = {"award": "honor_roll", "level": "", "year": "2018", "announced_on": "2018-05-01", "edition": "2017"}
RISEN = {"award": "recertified", "year": "2025", "announced_on": "2025-03-01", "edition": "2022"}


def award(rows: Rows, city: str, kind: str) -> pd.Series:
    """Which rows are that city's awards of that kind."""
    return (rows["city"] == city) & (rows["award"] == kind)


def changed(column: str, value: str, city: str, kind: str) -> Callable[[Rows], Rows]:
    """A publication in which one cell of one award is another."""

    def edit(rows: Rows) -> Rows:
        at = rows.index[award(rows, city, kind)][-1]
        rows.loc[at, column] = value
        return rows

    return edit


def added(like: str, **cells: str) -> Callable[[Rows], Rows]:
    """A publication with one award more, which has the other cells of an award of the city `like`."""
    return lambda rows: pd.concat(
        [rows, rows[rows["city"] == like].iloc[-1:].assign(announcement="", **cells)], ignore_index=True
    )


def withdrawn(city: str, kind: str) -> Callable[[Rows], Rows]:
    """A publication without an award."""
    return lambda rows: rows.drop(index=rows.index[award(rows, city, kind)][-1]).reset_index(drop=True)


def feed(directory: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, tuple[str, str, str]]:
    """Id → title, published, updated; no id stands there twice."""
    # A copy: one process cannot both read a snapshot as the portal does and compare it with the next, as a build does.
    copy = shutil.copytree(directory, directory.with_name(f"{directory.name}-{time.monotonic_ns()}"))
    monkeypatch.setenv("PORTAL_SNAPSHOTS", str(copy))
    monkeypatch.setattr(SHELF, "current", Shelf().current)
    entries = ET.fromstring(client().get("/feed.atom").content).findall("a:entry", ATOM)
    found = {
        e.findtext("a:id", "", ATOM): tuple(e.findtext(f"a:{n}", "", ATOM) for n in ("title", "published", "updated"))
        for e in entries
    }
    assert len(found) == len(entries)
    return found  # type: ignore[return-value]


@pytest.mark.proof
def test_a_subscriber_sees_each_change_of_ten_publications_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data, out = small_data(tmp_path), tmp_path / "snapshots"
    path = data / "awards.csv"
    steps: list[tuple[Callable[[Rows], Rows], int, int, int]] = [
        # what is published, entries that are new, that are changed, that are gone
        (changed("note", "A better note.", "Boise", "certified"), 0, 1, 0),
        (changed("announced_on", "2024-06-18", "Boise", "certified"), 0, 1, 0),
        (changed("announced_on", "2024-06-17", "Boise", "certified"), 0, 1, 0),
        (added("Austin", **RISEN), 1, 0, 0),
        (lambda rows: rows, 0, 0, 0),
        (changed("source_url", SOURCE, "Austin", "certified"), 0, 1, 0),
        (changed("announced_on", "2025-03-04", "Austin", "recertified"), 0, 1, 0),
        (withdrawn("Austin", "recertified"), 0, 0, 1),
        (
            added("Boise", **BACKFILLED),
            1,
            0,
            0,
        ),
        (changed("announced_on", "2018-05-03", "Boise", "honor_roll"), 0, 1, 0),
    ]
    build(Order(out=out, data=data))
    before = feed(out, monkeypatch)
    for number, (edit, new, other, gone) in enumerate(steps, 1):
        edit(pd.read_csv(path, dtype="string", keep_default_na=False)).to_csv(path, index=False)
        build(Order(out=out, data=data))
        now = feed(out, monkeypatch)
        kinds = Counter("new" if i not in before else "changed" if before[i][2] != now[i][2] else "as it was" for i in now)
        assert (kinds["new"], kinds["changed"], len(before.keys() - now.keys())) == (new, other, gone), number
        assert [entry for entry in now.values() if entry[2] < entry[1]] == []
        before = now
    backfilled = [entry for entry in before.values() if entry[1].startswith("2018-05-03")]
    assert len(backfilled) == 1
    assert next(iter(before.values())) == backfilled[0]


def test_a_corrected_date_and_a_renamed_city_are_the_same_award_and_another_award_is_not() -> None:
    gone = table(("a-2019", "1", "certified", "2019-01-01"), ("b-2019", "2", "recertified", "2019-01-01"),
                 ("c", "3", "certified", "2019-01-01"))  # fmt: skip
    new = table(("z-2020", "1", "certified", "2020-05-05"), ("b-2023", "2", "recertified", "2023-01-01"),
                ("d", "3", "leveled_up", "2019-01-01"))  # fmt: skip
    assert same_awards(gone, new) == {"a-2019": "z-2020"}


def table(*rows: tuple[str, ...]) -> Rows:
    """Awards as the comparison of two records sees them."""
    return pd.DataFrame(rows, columns=COLUMNS).set_index("award_id", drop=False)
