"""The commands that load files and keep them: load, history, withdraw, undo, redo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from etl.findings import Blocked
from etl.loading import plans, step_words, steps
from etl.loading.before_and_after import say_results
from etl.loading.ledger import DamagedLedger
from etl.loading.options import (
    AcceptLoss,
    AnnouncedOn,
    Audience,
    By,
    Data,
    Files,
    KnownOn,
    LevelUps,
    Loads,
    NewCities,
    Out,
    Recertifications,
    Source,
    StaffOut,
    StatedTotal,
    Title,
    Yes,
)
from etl.loading.plans import Directories, Given, Plan, Refused
from etl.loss_option import NamesOrAll
from etl.publishing.build import Progress
from etl.publishing.snapshot_files import DamagedSnapshot
from etl.reading.reference import DATA
from etl.terminal import console, say, say_findings

Outcome = TypeVar("Outcome")


def load_command(
    files: Files,
    yes: Yes = False,
    audience: Audience = "public",
    by: By = "",
    announcement_date: AnnouncedOn = None,
    title: Title = None,
    stated_total: StatedTotal = None,
    new_cities: NewCities = None,
    level_ups: LevelUps = None,
    recertifications: Recertifications = None,
    source: Source = None,
    out: Out = None,
    staff_out: StaffOut = None,
    data: Data = DATA,
    loads: Loads = None,
    known_on: KnownOn = None,
    accept_loss: AcceptLoss = None,
) -> None:
    """Check files, show what they would change, ask, keep them and publish; every later build lays them over data/."""
    said = {
        "announcement": announcement_date.date().isoformat() if announcement_date else None,
        "announcement_title": title,
        "announcement_source": source,
    }
    numbers = {
        "stated_total": stated_total,
        "new_cities": new_cities,
        "level_ups": level_ups,
        "recertifications": recertifications,
    }
    announcement = {name: str(text) for name, text in (said | numbers).items() if text is not None}
    missing = [str(path) for path in files if not path.is_file()]
    if missing:
        raise typer.BadParameter(f"no such file: {', '.join(missing)}")
    given = [Given(path, announcement=announcement) for path in files]
    places = _places(data, loads, staff_out if audience == "public" else out or staff_out, out if audience == "public" else None)
    latest = known_on.date() if known_on else None
    _make(places, lambda: plans.load(places, given, audience, by, latest, accept_loss or ()), yes)


def history(data: Data = DATA, loads: Loads = None, out: Out = None, staff_out: StaffOut = None) -> None:
    """List every step in words, and the loads that count now."""
    places = _places(data, loads, staff_out, out)
    _mend(places, lambda what: None)
    book = _guarded(lambda: places.ledger)
    for step in book.steps:
        say(step_words.in_words(book, step))
    active = [f"{number} ({book.loads[number].file})" for number in book.active]
    say(f"Active loads: {', '.join(active) or 'none'}.")


def withdraw(
    number: Annotated[int, typer.Argument(help="Number of the load, as etl history lists it.")],
    yes: Yes = False,
    by: By = "",
    out: Out = None,
    staff_out: StaffOut = None,
    data: Data = DATA,
    loads: Loads = None,
    accept_loss: AcceptLoss = None,
) -> None:
    """Take one load out of the record, wherever it stands in the order; its file is kept."""
    places = _places(data, loads, staff_out, out)
    _make(places, lambda: plans.withdraw(places, number, by, accept_loss or ()), yes)


def undo(
    yes: Yes = False,
    by: By = "",
    out: Out = None,
    staff_out: StaffOut = None,
    data: Data = DATA,
    loads: Loads = None,
    accept_loss: AcceptLoss = None,
) -> None:
    """Reverse the last step of the ledger: a load or a withdrawal."""
    places = _places(data, loads, staff_out, out)
    _make(places, lambda: plans.undo(places, by, accept_loss or ()), yes)


def redo(
    yes: Yes = False,
    by: By = "",
    out: Out = None,
    staff_out: StaffOut = None,
    data: Data = DATA,
    loads: Loads = None,
    accept_loss: AcceptLoss = None,
) -> None:
    """Make the step again that was undone last."""
    places = _places(data, loads, staff_out, out)
    _make(places, lambda: plans.redo(places, by, accept_loss or ()), yes)


def rollback(yes: Yes = False, by: By = "", out: Out = None, data: Data = DATA, loads: Loads = None) -> None:
    """The same as undo: it reverses the last step of the ledger, and never goes back to an older file."""
    say("rollback is called undo now: it reverses the last step of the ledger.")
    undo(yes, by, out, None, data, loads)


def register(app: typer.Typer) -> None:
    """Adds the commands to `app`."""
    named: dict[str, Callable[..., None]] = {
        "load": load_command,
        "history": history,
        "withdraw": withdraw,
        "undo": undo,
        "redo": redo,
    }
    for name, command in named.items():
        app.command(name, cls=NamesOrAll)(command)
    app.command("rollback", hidden=True)(rollback)


def _places(data: Path, loads: Path | None, staff: Path | None, public: Path | None) -> Directories:
    return Directories(data, loads, {name: path for name, path in (("public", public), ("staff", staff)) if path})


def _make(places: Directories, planned: Callable[[], Plan], yes: bool) -> None:
    """Mends what an earlier command left, plans, shows what would change, asks, and makes the step."""
    with console.status("Starting") as status:
        show = lambda what: status.update(f"{what} …")  # noqa: E731
        _mend(places, show)
        plan = _guarded(planned)
        foreseen = {} if yes else _guarded(lambda: steps.foresee(places, plan, show))
    if not yes:
        say_results(foreseen)
        if not typer.confirm("Publish this?"):
            say("Nothing was changed.")
            raise typer.Exit(1)
    with console.status("Starting") as status:
        done = _guarded(lambda: steps.carry_out(places, plan, lambda what: status.update(f"{what} …")))
    if yes:
        say_results(done.results)
    say(step_words.in_words(places.ledger, done.step), "bold")


def _mend(places: Directories, progress: Progress) -> None:
    for done in _guarded(lambda: steps.mend(places, progress)):
        say(done)


def _guarded(do: Callable[[], Outcome]) -> Outcome:
    """What `do` returns; where it is refused, the reason and exit code 1."""
    try:
        return do()
    except Blocked as blocked:
        say_findings(blocked.findings, blocked.readings)
        problems = sum(finding.blocks for finding in blocked.findings)
        reason = f"Nothing was changed. Rejected: {problems} problems."
    except (Refused, DamagedLedger, DamagedSnapshot, OSError) as error:
        reason = f"Nothing was changed: {error}"
    say(reason, "bold red")
    raise typer.Exit(1)
