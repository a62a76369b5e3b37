"""`etl retract NAME --why`: takes the data package of one version back, where something in it must not stay public."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from etl.publishing import versions
from etl.reading.reference import DATA
from etl.terminal import say


def command(
    name: Annotated[str, typer.Argument(help="Name of the snapshot, as /downloads/versions/ lists it.")],
    why: Annotated[str, typer.Option(help="The reason, in words that readers are told.")],
    out: Annotated[Path, typer.Option(help="Directory of the snapshots.")] = DATA / "snapshots",
) -> None:
    """Take the data package of one version back; its address says why, and mirrors follow."""
    try:
        taken = versions.retract(out, name, why)
    except versions.NoSuchVersion as problem:
        say(f"Nothing was changed: {problem}", "bold red")
        raise typer.Exit(1) from None
    say(f"{taken} is taken back. Its address answers 410 with the reason; the files are gone.")
