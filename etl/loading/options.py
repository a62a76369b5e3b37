"""The options of the commands that load files and keep them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

Files = Annotated[list[Path], typer.Argument(help="Record files: CSV, XLSX, JSON, JSON lines or Parquet.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do it without asking; for scripts.")]
By = Annotated[str, typer.Option("--by", help="Who does it, for the ledger; default the user of this machine.")]
Out = Annotated[Path | None, typer.Option("--out", help="Directory of the public snapshots; of a staff load, the staff's.")]
StaffOut = Annotated[Path | None, typer.Option("--staff-out", help="Directory of the staff's snapshots.")]
Data = Annotated[Path, typer.Option("--data", help="Directory of the reference tables.")]
Loads = Annotated[
    Path | None, typer.Option("--loads", help="Directory of the loaded files; default PORTAL_LOADS, else loaded/ in --data.")
]
AcceptLoss = Annotated[
    list[str] | None,
    typer.Option("--accept-loss", help="A file whose awards and scores may go out; without a name, any. Repeatable."),
]
Audience = Annotated[
    Literal["public", "staff"],
    typer.Option("--audience", help="staff: the file is part of the staff's record alone, and the public never sees its name."),
]
KnownOn = Annotated[
    datetime | None, typer.Option("--known-on", formats=["%Y-%m-%d"], help="Latest day an award can have; default today.")
]
AnnouncedOn = Annotated[
    datetime | None,
    typer.Option("--announcement-date", formats=["%Y-%m-%d"], help="Date of the announcement."),
]
Title = Annotated[str | None, typer.Option("--title", help="Title of the announcement.")]
Source = Annotated[str | None, typer.Option("--source", help="Address of the page that announces it.")]
StatedTotal = Annotated[int | None, typer.Option("--stated-total", help="Certified cities so far, as it states.")]
NewCities = Annotated[int | None, typer.Option("--new-cities", help="New cities that it counts.")]
LevelUps = Annotated[int | None, typer.Option("--level-ups", help="Cities that rose a level.")]
Recertifications = Annotated[int | None, typer.Option("--recertifications", help="Cities recertified.")]
