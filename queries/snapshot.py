"""The snapshot that is being read: the pointer names it, one read-only connection serves it, a new one replaces it."""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache, partial
from pathlib import Path

import duckdb
import pandas as pd

import settings
from queries import ask, query, terms
from queries.file_check import is_whole
from queries.filters import Filters
from queries.smoke_questions import Unanswered, answer_first_questions
from queries.vocabulary import Vocabulary

POINTER = "current.json"
SCHEMA_VERSION = 3
RETRY_S = 2.0
OPENED_WITHIN_S = 3.0
ANSWERS_KEPT = 600
# The columns of a series over announcements that are known on the day of an announcement alone.
STATED = {"announced_total", "announced_total_basis"}
SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "access_mode": "READ_ONLY",
    "threads": "1",
    "memory_limit": "1GB",
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "lock_configuration": "true",
}

log = logging.getLogger(__name__)


class NoSnapshot(Exception):
    """There is no snapshot to read yet."""


class Unfit(Exception):
    """A snapshot that cannot be shown, and why, in words without paths."""


@dataclass(frozen=True)
class Snapshot:
    """One published record: its identity, its newest date, the words of its addresses and its connection."""

    name: str
    con: duckdb.DuckDBPyConnection = field(repr=False, compare=False)
    words: Vocabulary = field(repr=False, compare=False)
    facts: dict[str, str] = field(repr=False, compare=False)

    @property
    def newest(self) -> date:
        return self.words.newest

    @property
    def terms(self) -> terms.Terms:
        """Under which terms the record may be passed on."""
        return terms.of(self.facts.get("audience"))

    def ask(self, name: str, filters: Filters | None = None, **more: object) -> pd.DataFrame:
        """The rows that answer query `name` under the filter; `more` are parameters of that query alone."""
        return ask(self.con, name, {"asked": (filters or Filters()).asked(self.words)} | more)

    def remembered(self, name: str, filters: Filters | None = None, **more: object) -> pd.DataFrame:
        """The same rows, asked once for all days between two changes of the record; lists in `more` are given as tuples.

        The table is the caller's own.
        """
        # A shallow copy shares its columns until somebody writes to one of them.
        return self._answers(name, self._same(name, filters), tuple(sorted(more.items()))).copy(deep=False)

    def row(self, name: str, filters: Filters | None = None, **more: object) -> dict:
        """The one row that answers query `name`, by column, kept in the same way."""
        return dict(self._rows(name, self._same(name, filters), tuple(sorted(more.items()))))

    def series(self, name: str, filters: Filters) -> pd.DataFrame:
        """The rows of a query that has some for each announcement and then for the date (`announced_on`), kept in the same way.

        What an announcement states belongs to its day alone.
        """
        first, day = self.unchanged(filters), pd.Timestamp(filters.as_of or self.newest)
        rows, since = self.remembered(name, first), pd.Timestamp(first.as_of)
        if since == day:
            return rows
        at_last = rows["announced_on"] == since
        on_the_day = rows[at_last].assign(announced_on=day.as_unit(rows["announced_on"].dt.unit))
        for column in STATED.intersection(rows.columns):
            on_the_day[column] = pd.Series(None, on_the_day.index, rows[column].dtype)
        stays = since in set(self.remembered("announcements")["announced_on"]) or since == pd.Timestamp(self.words.start)
        return pd.concat([rows if stays else rows[~at_last], on_the_day], ignore_index=True)

    def headline(self, filters: Filters) -> dict:
        """The row of query `headline` on the date of a filter, whatever else it asks for, kept in the same way."""
        on = Filters(as_of=filters.as_of or self.newest)
        return self.row("headline", self.unchanged(on)) | {"as_of": pd.Timestamp(on.as_of)}

    def unchanged(self, filters: Filters) -> Filters:
        """The same filter as of the first day with the same record: no award or announcement and no new year has come since."""
        day = filters.as_of or self.newest
        return replace(filters, as_of=max(change for change in (*self._change_days, date(day.year, 1, 1)) if change <= day))

    def _same(self, name: str, filters: Filters | None) -> Filters:
        """The filter as of the first day on which the query has the rows that it has on the date of `filters`."""
        return (filters or Filters()) if query(name).names_the_date else self.unchanged(filters or Filters())

    @cached_property
    def _change_days(self) -> tuple[date, ...]:
        """The days from which an award is possible or certain, or an announcement made."""
        awards, announcements = self.ask("awards"), self.ask("announcements")
        columns = (awards["not_before"], awards["announced_on"], announcements["announced_on"])
        return tuple(sorted({day.date() for column in columns for day in column.dropna()}))

    @cached_property
    def _answers(self) -> Callable[[str, Filters, tuple[tuple[str, object], ...]], pd.DataFrame]:
        return lru_cache(ANSWERS_KEPT)(partial(_answer, self.con, self.words))

    @cached_property
    def _rows(self) -> Callable[[str, Filters, tuple[tuple[str, object], ...]], dict]:
        answers = self._answers  # not the snapshot itself, which would then hold itself open
        return lru_cache(ANSWERS_KEPT)(lambda *asked: answers(*asked).to_dict("records")[0])


def _answer(
    con: duckdb.DuckDBPyConnection, words: Vocabulary, name: str, filters: Filters, more: tuple[tuple[str, object], ...]
) -> pd.DataFrame:
    given = {key: list(value) if isinstance(value, tuple) else value for key, value in more}
    return ask(con, name, {"asked": filters.asked(words)} | given)


def open_snapshot(path: Path) -> Snapshot:
    """Opens one snapshot file and reads what every question needs of it."""
    con = duckdb.connect(str(path), config=SETTINGS)
    rows = {name: ask(con, name, {}) for name in ("words_of_addresses", "search_words", "days_of_record", "facts")}
    words = dict(list(rows["words_of_addresses"].groupby("filter_name")))
    days, spoken = rows["days_of_record"].iloc[0], rows["search_words"].dropna(subset=["value_meant"]).groupby("parameter")
    vocabulary = Vocabulary(
        {name: dict(zip(mine["word"], mine["phrase"], strict=True)) for name, mine in words.items()},
        {name: dict(zip(mine["code"], mine["word"], strict=True)) for name, mine in words.items()},
        days["start_on"].date(),
        days["newest_on"].date(),
        {name: dict(zip(mine["spoken"], mine["value_meant"], strict=True)) for name, mine in spoken if name in words},
    )
    facts = dict(zip(rows["facts"]["fact"], rows["facts"]["fact_value"], strict=True))
    return Snapshot(path.stem, con, vocabulary, facts)


def whole(path: Path, sha256: str) -> Path:
    """The path, if the file is byte for byte the one that was published; DuckDB opens a truncated file without an error."""
    if not path.is_file():
        raise Unfit(f"{path.name} is missing")
    if not is_whole(path, sha256):
        raise Unfit(f"{path.name} is damaged: its SHA-256 is not the one that its manifest says")
    return path


def published(pointer: Path) -> dict:
    """What the pointer says. Raises Unfit where it says nothing that this portal reads."""
    try:
        manifest = json.loads(pointer.read_text(encoding="utf-8"))
        name, version, _ = manifest["snapshot"], manifest["schema_version"], manifest["sha256"]
    except FileNotFoundError:
        raise Unfit("no data has been loaded") from None
    except (ValueError, KeyError, TypeError):
        raise Unfit(f"{POINTER} is damaged") from None
    if version != SCHEMA_VERSION:
        raise Unfit(f"{name} has schema version {version}, this portal reads {SCHEMA_VERSION}: build it anew")
    return manifest


def audience_of(manifest: dict) -> str:
    """For whom the record was built: `public` or `staff`."""
    return str(manifest.get("audience") or "public")


def tried(snapshot: Snapshot) -> Snapshot:
    """The snapshot, after it has answered the first questions of every reader. Raises Unfit where one has no answer."""
    try:
        answer_first_questions(snapshot)
    except Unanswered as problem:
        raise Unfit(f"{snapshot.name} {problem}") from problem
    return snapshot


class Shelf:
    """Keeps the newest good snapshot open. A new pointer is followed at the next question; a bad one is not, but tried again."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seen: tuple[str, int, int] | None = None
        self._open: Snapshot | None = None
        self._retry_at = 0.0
        self._file: tuple[Path, str] | None = None
        self.audience: str | None = None
        self.problem: str | None = None

    def current(self) -> Snapshot:
        """The snapshot to read now. Raises NoSnapshot where none was ever good."""
        pointer = settings.current().snapshots / POINTER
        # While one thread opens a new snapshot, the others wait for it, so that it shows at the next interaction of everybody;
        # where that takes too long, they go on reading the one before.
        if self._is_due(_mark(pointer)) and self._lock.acquire(timeout=-1 if self._open is None else OPENED_WITHIN_S):
            try:
                mark = _mark(pointer)
                if self._is_due(mark):
                    self._follow(pointer)
                    self._seen = mark
            finally:
                self._lock.release()
        if self._open is None:
            raise NoSnapshot(self.problem)
        return self._open

    def damage(self) -> str | None:
        """What has happened to the open snapshot's file on the disk since it was opened; None where it is as it was published."""
        try:
            if self._file:
                whole(*self._file)
        except Unfit as unfit:
            return f"{unfit}; it was whole when it was opened"
        return None

    @property
    def is_behind(self) -> bool:
        """Whether `current` would open a snapshot first, or wait for one: then it is for a thread, not for the event loop."""
        return self._open is None or self._is_due(_mark(settings.current().snapshots / POINTER))

    def _is_due(self, mark: tuple[str, int, int]) -> bool:
        return mark != self._seen or (self.problem is not None and time.monotonic() >= self._retry_at)

    def keep_to(self, audience: str) -> None:
        """From now on only a record for this audience is shown: an open server never turns to one for staff."""
        self.audience = audience

    def _meant(self, manifest: dict) -> dict:
        if self.audience not in (None, audience_of(manifest)):
            name, whom = manifest["snapshot"], audience_of(manifest)
            raise Unfit(f"{name} is a record for {whom}, and this portal was started on one for {self.audience}: start it anew")
        return manifest

    def _follow(self, pointer: Path) -> None:
        try:
            manifest = self._meant(published(pointer))
            path = pointer.parent / Path(manifest["snapshot"]).name
            if self._open is None or self._open.name != path.stem:
                self._open = tried(open_snapshot(whole(path, manifest["sha256"])))
                log.info("now showing %s", path.name)
            self._file = path, manifest["sha256"]
            self.problem = None
        except Exception as error:  # Whatever is wrong with a new snapshot, the last good one stays.
            self._retry_at = time.monotonic() + RETRY_S
            problem = str(error) if isinstance(error, Unfit) else f"the newest snapshot cannot be read ({type(error).__name__})"
            if problem != self.problem:
                kept = f"still showing {self._open.name}" if self._open else "nothing to show"
                log.error("%s; %s", problem, kept, exc_info=error)
            self.problem = problem


def _mark(pointer: Path) -> tuple[str, int, int]:
    """What changes when the pointer is replaced, even twice within one tick of the file system's clock."""
    try:
        found = pointer.stat()
    except OSError:
        return str(pointer), 0, 0
    return str(pointer), found.st_ino, found.st_mtime_ns


SHELF = Shelf()


def current() -> Snapshot:
    """The snapshot to read now."""
    return SHELF.current()
