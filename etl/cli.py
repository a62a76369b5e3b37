"""The commands of `certified-cities etl`, or `python -m etl`: load and its ledger, build, check, template, sample, mirror."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from etl.checking.record_check import checked
from etl.findings import Blocked, Finding
from etl.loading import commands
from etl.loading.ledger import DamagedLedger
from etl.loading.options import AcceptLoss, Audience, Data, KnownOn, Loads
from etl.loss_option import NamesOrAll
from etl.publishing import mirror, retraction, sample_build, snapshot_files, template
from etl.publishing.build import Order, Result, build, checked_tables, foreseen
from etl.publishing.loss_guard import Permission
from etl.reading.reference import DATA, load
from etl.reading.what_was_read import Reading
from etl.terminal import Guarded, as_json, console, say, say_findings

app = typer.Typer(
    cls=Guarded,
    help="Load certification records into the portal's snapshot. Exit codes: 0 done, 1 problems in the input, 2 wrong use.",
    no_args_is_help=True,
    # `certified-cities etl` completes; to complete `python -m etl`, a shell would have to complete every use of `python`.
    add_completion=False,
    pretty_exceptions_enable=False,
)
SHOWN_AT_MOST = 40
# What is new without a change that is told: `record_changes.SHOWN` names what is told of an award.
BESIDE_AWARDS = (
    "No award would change, but what stands beside it: the title of a source, or a day on which it was read or checked"
)

commands.register(app)


@app.callback()
def etl(
    traceback: Annotated[bool, typer.Option("--traceback", help="Show where an error happened that should not.")] = False,
) -> None:
    """Options of every command."""


Records = Annotated[list[Path] | None, typer.Option("--records", help="A record file laid over data/; repeatable.")]
Only = Annotated[bool, typer.Option("--only", help="Build from the given files alone, without the awards in data/.")]
Out = Annotated[Path | None, typer.Option("--out", help="Directory of the snapshots.")]
Files = Annotated[list[Path], typer.Argument(help="Record files: CSV, XLSX, JSON, JSON lines or Parquet.")]


def _order(
    records: list[Path] | None,
    only: bool = False,
    out: Path | None = None,
    data: Path = DATA,
    audience: str = "public",
    known_on: datetime | None = None,
    loads: Path | None = None,
    accept_loss: list[str] | None = None,
) -> Order:
    order = Order(records or [], only, audience, out, data, loads=loads)
    order.may = Permission(frozenset(accept_loss or ()))
    if known_on:
        order.known_on = known_on.date()
    if only and not records:
        raise typer.BadParameter("--only needs at least one --records FILE")
    missing = [str(p) for p in order.records if not p.is_file()]
    if missing:
        raise typer.BadParameter(f"no such file: {', '.join(missing)}")
    return order


@app.command("build", cls=NamesOrAll)
def build_command(
    records: Records = None,
    only: Only = False,
    out: Out = None,
    data: Data = DATA,
    audience: Audience = "public",
    known_on: KnownOn = None,
    loads: Loads = None,
    accept_loss: AcceptLoss = None,
    keep: Annotated[int, typer.Option(help="How many snapshots to keep.", min=2)] = 10,
) -> None:
    """Check everything, build a new snapshot and publish it; with any problem nothing changes."""
    order = _order(records, only, out, data, audience, known_on, loads, accept_loss)
    order.keep = keep
    with console.status("Starting") as status:
        try:
            result = build(order, lambda step: status.update(f"{step} …"))
        except Blocked as blocked:
            status.stop()
            say_findings(blocked.findings, blocked.readings)
            problems = sum(finding.blocks for finding in blocked.findings)
            say(f"Nothing was published. Rejected: {problems} problems.", "bold red")
            raise typer.Exit(1) from None
        except (snapshot_files.DamagedSnapshot, DamagedLedger, OSError) as error:
            status.stop()
            say(f"Nothing was published: {error}", "bold red")
            raise typer.Exit(1) from None
    _print_result(result)


@app.command()
def check(
    files: Files,
    data: Data = DATA,
    json_wanted: Annotated[bool, typer.Option("--json", help="Every finding, as JSON.")] = False,
    marked: Annotated[
        Path | None, typer.Option("--marked", help="A workbook to write: the file with each bad cell colored and explained.")
    ] = None,
    known_on: KnownOn = None,
    loads: Loads = None,
) -> None:
    """Report every problem of record files: file, line, column, value, rule, mend. Loads nothing."""
    order = _order(files, data=data, known_on=known_on, loads=loads)
    if marked and (len(files) > 1 or marked.suffix.lower() != ".xlsx" or marked.resolve() == files[0].resolve()):
        raise typer.BadParameter("--marked takes one FILE and the name of another workbook, as marked.xlsx")
    with _stopping_at_problems(json_wanted):  # the tables of data/ themselves may have problems
        reference = load(data)
        record = checked(order.sources, reference, order.known_on, order.base)
    findings, readings = record.problems, record.records.readings
    count = 0
    if marked:
        from etl.publishing import marked_workbook  # Reads Excel's own library, a third of a second that no build needs.

        count = marked_workbook.write(marked, files[0], findings, reference.facts.score_columns)
    if json_wanted:
        _print_json(findings, readings)
    else:
        say_findings(findings, [reading.in_words() for reading in readings])
        also = f" {marked} has {_counted(count, 'cell')} marked." if marked else ""
        say(_stopping_or_not(findings) + also)
    raise typer.Exit(1 if any(f.blocks for f in findings) else 0)


@app.command()
def diff(
    files: Files,
    out: Out = None,
    data: Data = DATA,
    audience: Audience = "public",
    known_on: KnownOn = None,
    loads: Loads = None,
) -> None:
    """Show what record files would change in the published record, by city, in words. Publishes nothing."""
    with _stopping_at_problems():
        result = foreseen(_order(files, False, out, data, audience, known_on, loads))
    changed = result.changes
    for words in [*result.intake.readings, *changed["in_words"]]:
        say(words)
    if len(changed):
        say(f"{_counted(len(changed), 'change')}; nothing was published.")
    elif result.intake.outcomes["updated"]:
        say(f"{BESIDE_AWARDS}; nothing was published.")
    else:
        say("This would change nothing.")


@app.command("template")
def template_command(out: Annotated[Path, typer.Argument(help="The workbook to write, for example records.xlsx.")]) -> None:
    """Write the workbook that staff fill in."""
    if out.suffix.lower() != ".xlsx":
        raise typer.BadParameter(f"{out.name} must end in .xlsx")
    with _stopping_at_problems():
        tables, _, _ = checked_tables(Order(), lambda _: None)
        template.write(out, load(), tables["awards"])
    say(f"Wrote {out.name}.")


@app.command("sample")
def sample_command(
    out: Annotated[
        Path, typer.Option("--out", help="Directory of the sample, never that of the record.")
    ] = sample_build.DIRECTORY,
) -> None:
    """Build the sample of fictional cities with scores, apart from the record: /practices?sample=1 shows it."""
    try:
        with _stopping_at_problems():
            say(f"Built {sample_build.build(out).name}.")
    except sample_build.OccupiedDirectory as problem:
        raise typer.BadParameter(str(problem)) from None


app.command("mirror")(mirror.command)
app.command("retract")(retraction.command)


@contextlib.contextmanager
def _stopping_at_problems(as_json_wanted: bool = False) -> Iterator[None]:
    """Prints the problems of the input, or what the build would refuse, and ends the command with exit code 1."""
    try:
        yield
    except Blocked as blocked:
        if as_json_wanted:
            _print_json(blocked.findings, [])
        else:
            say_findings(blocked.findings, blocked.readings)
            say(_stopping_or_not(blocked.findings))
    except (snapshot_files.DamagedSnapshot, DamagedLedger) as error:
        say(f"This cannot be published: {error}", "bold red")
    else:
        return
    raise typer.Exit(1) from None


def _print_json(findings: list[Finding], readings: list[Reading]) -> None:
    typer.echo(as_json({"findings": [f.public() for f in findings], "read": [reading.public() for reading in readings]}))


def _stopping_or_not(findings: list[Finding]) -> str:
    blocking = sum(finding.blocks for finding in findings)
    remarks = len(findings) - blocking
    return f"{_counted(blocking, 'problem')} that stop loading, {_counted(remarks, 'remark')} that do not."


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" + ("" if count == 1 else "s")


def _print_result(result: Result) -> None:
    outcomes, changed = result.intake.outcomes, result.changes
    for reading in result.intake.readings:
        say(reading)
    for guess in result.intake.guesses[:SHOWN_AT_MOST]:
        say(f"Guess: {guess}")
    if len(result.intake.guesses) > SHOWN_AT_MOST:
        say(f"… and {len(result.intake.guesses) - SHOWN_AT_MOST} more guesses.")
    for sentence in changed["in_words"][:SHOWN_AT_MOST]:
        say(sentence)
    summary = Table(show_header=False, box=None)
    summary.add_row("Rows of the record files", ", ".join(f"{n} {what}" for what, n in outcomes.items()) or "none laid over")
    is_new = result.published and not result.is_look_only
    summary.add_row("Changes in the record", str(len(changed)) if is_new else "nothing changed")
    by_rule = Counter(f.rule for f in result.findings)
    summary.add_row("Findings that do not block", ", ".join(f"{n} {rule}" for rule, n in by_rule.most_common()) or "none")
    summary.add_row("Practice scores left out", str(result.intake.withheld_scores))
    summary.add_row("Rejected", "0")
    summary.add_row("Snapshot", Text(result.manifest["snapshot"] + _of_snapshot(result)))
    console.print(summary)


def _of_snapshot(result: Result) -> str:
    if result.is_look_only:
        return " (the same record with new marks or colors)"
    return "" if result.published else " (stays)"
