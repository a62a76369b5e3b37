"""The commands of `python -m etl`: build, check, diff, template, sample, rollback."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.table import Table
from rich.text import Text

from etl.checking.record_check import checked
from etl.findings import Blocked
from etl.publishing import marked_workbook, sample_build, snapshot_files, template
from etl.publishing.build import SNAPSHOTS, Order, Result, build, checked_tables, previewed
from etl.reading.reference import DATA, load
from etl.terminal import Guarded, as_json, console, say, say_findings

app = typer.Typer(
    cls=Guarded,
    help="Load certification records into the portal's snapshot. Exit codes: 0 done, 1 problems in the input, 2 wrong use.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
SHOWN_AT_MOST = 40

Records = Annotated[list[Path] | None, typer.Option("--records", help="A record file laid over data/; repeatable.")]
Only = Annotated[bool, typer.Option("--only", help="Build from the given files alone, without the awards in data/.")]
Out = Annotated[Path | None, typer.Option("--out", help="Directory of the snapshots.")]
Data = Annotated[Path, typer.Option("--data", help="Directory of the reference tables.")]
Audience = Annotated[
    Literal["public", "staff"],
    typer.Option("--audience", help="staff keeps practice scores; public leaves out all but those with publish_scores=yes."),
]
KnownOn = Annotated[
    datetime | None, typer.Option("--known-on", formats=["%Y-%m-%d"], help="Latest day an award can have; default today.")
]
Files = Annotated[list[Path], typer.Argument(help="Record files: CSV, XLSX, JSON, JSON lines or Parquet.")]


def _order(
    records: list[Path] | None,
    only: bool = False,
    out: Path | None = None,
    data: Path = DATA,
    audience: str = "public",
    known_on: datetime | None = None,
) -> Order:
    order = Order(records or [], only, audience, out, data)
    if known_on:
        order.known_on = known_on.date()
    if only and not records:
        raise typer.BadParameter("--only needs at least one --records FILE")
    missing = [str(p) for p in order.records if not p.is_file()]
    if missing:
        raise typer.BadParameter(f"no such file: {', '.join(missing)}")
    return order


@app.command("build")
def build_command(
    records: Records = None,
    only: Only = False,
    out: Out = None,
    data: Data = DATA,
    audience: Audience = "public",
    known_on: KnownOn = None,
    keep: Annotated[int, typer.Option(help="How many snapshots to keep for rollback.", min=2)] = 10,
) -> None:
    """Check everything, build a new snapshot and publish it; with any problem nothing changes."""
    order = _order(records, only, out, data, audience, known_on)
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
        except (snapshot_files.DamagedSnapshot, OSError) as error:
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
) -> None:
    """Report every problem of record files: file, line, column, value, rule, mend. Loads nothing."""
    order = _order(files, data=data, known_on=known_on)
    if marked and (len(files) > 1 or marked.suffix.lower() != ".xlsx" or marked.resolve() == files[0].resolve()):
        raise typer.BadParameter("--marked takes one FILE and the name of another workbook, as marked.xlsx")
    record = checked(files, load(data), order.known_on, order.base)
    findings, readings = record.problems, record.records.readings
    blocking = [f for f in findings if f.blocks]
    count = marked_workbook.write(marked, files[0], findings) if marked else 0
    if json_wanted:
        told = {"findings": [f.public() for f in findings], "read": [reading.public() for reading in readings]}
        typer.echo(as_json(told))
    else:
        say_findings(findings, [reading.in_words() for reading in readings])
        also = f" {marked} has {count} cells marked." if marked else ""
        remarks = len(findings) - len(blocking)
        say(f"{_counted(len(blocking), 'problem')} that stop loading, {_counted(remarks, 'remark')} that do not.{also}")
    raise typer.Exit(1 if blocking else 0)


@app.command()
def diff(files: Files, out: Out = None, data: Data = DATA, audience: Audience = "public", known_on: KnownOn = None) -> None:
    """Show what record files would change in the published record, by city, in words. Publishes nothing."""
    order = _order(files, False, out, data, audience, known_on)
    try:
        tables, intake, _ = checked_tables(order, lambda step: None)
    except Blocked as blocked:
        say_findings(blocked.findings, blocked.readings)
        raise typer.Exit(1) from None
    changed = previewed(order, tables)
    for words in [*intake.readings, *changed["in_words"]]:
        say(words)
    say(f"{len(changed)} changes; nothing was published." if len(changed) else "This would change nothing.")


@app.command("template")
def template_command(out: Annotated[Path, typer.Argument(help="The workbook to write, for example records.xlsx.")]) -> None:
    """Write the workbook that staff fill in."""
    if out.suffix.lower() != ".xlsx":
        raise typer.BadParameter(f"{out.name} must end in .xlsx")
    tables, _, _ = checked_tables(Order(), lambda step: None)
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
        say(f"Built {sample_build.build(out).name}.")
    except sample_build.OccupiedDirectory as problem:
        raise typer.BadParameter(str(problem)) from None


@app.command()
def rollback(out: Out = None, audience: Audience = "public") -> None:
    """Go back to the snapshot before the present one."""
    try:
        manifest = snapshot_files.rollback(out or SNAPSHOTS[audience])
    except snapshot_files.DamagedSnapshot as problem:
        say(f"Nothing changed: {problem}", "bold red")
        raise typer.Exit(1) from None
    say(f"The portal now shows {manifest['snapshot']}.")


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
    summary.add_row("Changes in the record", str(len(changed)) if result.published else "nothing changed")
    by_rule = Counter(f.rule for f in result.findings)
    summary.add_row("Findings that do not block", ", ".join(f"{n} {rule}" for rule, n in by_rule.most_common()) or "none")
    summary.add_row("Practice scores left out", str(result.intake.withheld_scores))
    summary.add_row("Rejected", "0")
    summary.add_row("Snapshot", Text(result.manifest["snapshot"] + ("" if result.published else " (stays)")))
    console.print(summary)
