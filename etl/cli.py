"""The commands of `certified-cities etl`, or `python -m etl`: load and its ledger, build, check, template, sample, mirror."""

from __future__ import annotations

import contextlib
import json
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from etl.checking.record_check import findings_of
from etl.findings import Blocked
from etl.loading import commands
from etl.loading.ledger import DamagedLedger
from etl.loading.options import AcceptLoss, Audience, Data, KnownOn, Loads
from etl.loss_option import NamesOrAll
from etl.publishing import mirror, sample_build, snapshot_files, template
from etl.publishing.build import Order, Result, build, checked_tables, preview
from etl.publishing.loss_guard import Permission
from etl.reading.reference import DATA, load
from etl.terminal import console, say, say_findings

app = typer.Typer(
    help="Load certification records into the portal's snapshot. Exit codes: 0 done, 1 problems in the input, 2 wrong use.",
    no_args_is_help=True,
    # `certified-cities etl` completes; to complete `python -m etl`, a shell would have to complete every use of `python`.
    add_completion=False,
    pretty_exceptions_enable=False,
)
SHOWN_AT_MOST = 40

commands.register(app)

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
            say_findings(blocked.findings)
            problems = sum(finding.blocks for finding in blocked.findings)
            console.print(f"Nothing was published. Rejected: {problems} problems.", style="bold red")
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
    as_json: Annotated[bool, typer.Option("--json")] = False,
    known_on: KnownOn = None,
    loads: Loads = None,
) -> None:
    """Report every problem of record files: file, line, column, value, rule, mend. Loads nothing."""
    order = _order(files, data=data, known_on=known_on, loads=loads)
    try:
        findings = findings_of(order.sources, load(data), order.known_on, order.base)
    except Blocked as blocked:  # the tables of data/ themselves have problems
        findings = blocked.findings
    blocking = [f for f in findings if f.blocks]
    if as_json:
        typer.echo(json.dumps({"findings": [f.public() for f in findings]}, ensure_ascii=False, indent=1))
    else:
        say_findings(findings)
        console.print(f"{len(blocking)} problems that stop loading, {len(findings) - len(blocking)} remarks that do not.")
    raise typer.Exit(1 if blocking else 0)


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
        changed = preview(_order(files, False, out, data, audience, known_on, loads))
    for sentence in changed["in_words"]:
        console.print(sentence, highlight=False)
    console.print(f"{len(changed)} changes; nothing was published." if len(changed) else "This would change nothing.")


@app.command("template")
def template_command(out: Annotated[Path, typer.Argument(help="The workbook to write, for example records.xlsx.")]) -> None:
    """Write the workbook that staff fill in."""
    if out.suffix.lower() != ".xlsx":
        raise typer.BadParameter(f"{out.name} must end in .xlsx")
    with _stopping_at_problems():
        tables, _, _ = checked_tables(Order(), lambda _: None)
        template.write(out, load(), tables["awards"])
    console.print(f"Wrote {out.name}.")


@app.command("sample")
def sample_command(
    out: Annotated[
        Path, typer.Option("--out", help="Directory of the sample, never that of the record.")
    ] = sample_build.DIRECTORY,
) -> None:
    """Build the sample of fictional cities with scores, apart from the record: /practices?sample=1 shows it."""
    try:
        with _stopping_at_problems():
            console.print(f"Built {sample_build.build(out).name}.")
    except sample_build.OccupiedDirectory as problem:
        raise typer.BadParameter(str(problem)) from None


app.command("mirror")(mirror.command)


@contextlib.contextmanager
def _stopping_at_problems() -> Iterator[None]:
    """Prints the problems of the input, or what the build would refuse, and ends the command with exit code 1."""
    try:
        yield
    except Blocked as blocked:
        say_findings(blocked.findings)
    except (snapshot_files.DamagedSnapshot, DamagedLedger) as error:
        say(f"This cannot be published: {error}", "bold red")
    else:
        return
    raise typer.Exit(1) from None


def _print_result(result: Result) -> None:
    outcomes, changed = result.intake.outcomes, result.changes
    for guess in result.intake.guesses[:SHOWN_AT_MOST]:
        console.print(f"Guess: {guess}", markup=False, highlight=False)
    if len(result.intake.guesses) > SHOWN_AT_MOST:
        console.print(f"… and {len(result.intake.guesses) - SHOWN_AT_MOST} more guesses.")
    for sentence in changed["in_words"][:SHOWN_AT_MOST]:
        console.print(sentence, markup=False, highlight=False)
    summary = Table(show_header=False, box=None)
    summary.add_row("Rows of the record files", ", ".join(f"{n} {what}" for what, n in outcomes.items()) or "none laid over")
    is_new = result.published and not result.is_look_only
    summary.add_row("Changes in the record", str(len(changed)) if is_new else "nothing changed")
    by_rule = Counter(f.rule for f in result.findings)
    summary.add_row("Findings that do not block", ", ".join(f"{n} {rule}" for rule, n in by_rule.most_common()) or "none")
    summary.add_row("Practice scores left out", str(result.intake.withheld_scores))
    summary.add_row("Rejected", "0")
    summary.add_row("Snapshot", result.manifest["snapshot"] + _of_snapshot(result))
    console.print(summary)


def _of_snapshot(result: Result) -> str:
    if result.is_look_only:
        return " (the same record with new marks or colors)"
    return "" if result.published else " (stays)"
