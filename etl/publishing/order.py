"""What a build is asked for: from which files, for whom, into which directory, and what it may take out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

from etl.checking.intake import FileRead
from etl.loading import ledger
from etl.publishing import loss_guard
from etl.reading.record_rows import Source
from etl.reading.reference import DATA

SNAPSHOTS = {"public": DATA / "snapshots", "staff": DATA / "snapshots-staff"}


@dataclass
class Order:
    """What to build from and for whom. `out` None = the audience's own directory; `known_on` = the latest day of an award.

    `loads`: directory of the loaded files; None = PORTAL_LOADS, else `loaded/` in `data`. `kept`: the loaded files to lay over
    the record; None = those that the ledger says are active. `step`: number of the ledger's step that `kept` is the state after;
    `told` says it in words, given the files that were read. `may`: which losses are meant.
    """

    records: list[Path] = field(default_factory=list)
    only: bool = False
    audience: str = "public"
    out: Path | None = None
    data: Path = DATA
    known_on: date = field(default_factory=lambda: datetime.now(UTC).date())
    keep: int = 10
    may: loss_guard.Permission = field(default_factory=loss_guard.Permission)
    loads: Path | None = None
    kept: list[Source] | None = None
    step: int | None = None
    told: Callable[[list[FileRead]], str] | None = None

    @property
    def directory(self) -> Path:
        return self.out or SNAPSHOTS[self.audience]

    @property
    def base(self) -> Path | None:
        return None if self.only else self.data / "awards.csv"

    @property
    def loads_directory(self) -> Path:
        return self.loads or ledger.directory_beside(self.data)

    @property
    def sources(self) -> list[Path | Source]:
        """The loaded files and then the records, in the order in which they are laid over the base record."""
        kept = [] if self.only else ledger.read(self.loads_directory).sources(self.audience) if self.kept is None else self.kept
        return [*kept, *self.records]

    @property
    def last_step(self) -> int:
        """Number of the last step that touches the record of this audience."""
        return ledger.read(self.loads_directory).last_for(self.audience) if self.step is None else self.step

    @property
    def permission(self) -> loss_guard.Permission:
        """What may be lost: besides what somebody named, what came with a load that is withdrawn."""
        book = ledger.read(self.loads_directory)
        withdrawn = {load.sha256 for load in book.loads.values() if load.number not in book.active}
        return replace(self.may, leaving=self.may.leaving | withdrawn)
