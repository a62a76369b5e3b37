"""What the commands say on a terminal: words from files are words, never markup and never codes that a terminal acts upon."""

from __future__ import annotations

import gc
import json
import re
import traceback
from typing import Any

import typer
from rich.console import Console
from rich.text import Text
from typer.core import TyperGroup
from typer.exceptions import TyperException

from etl.finding_groups import MOST_LINES, grouped, on_screen, wrapped
from etl.findings import Finding
from etl.reading.plain_text import visible

MOST_READINGS = 5
_UNPRINTED = re.compile("[\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
console = Console()


def say(words: str, style: str = "") -> None:
    """One sentence on the screen, whatever it holds."""
    console.print(Text(visible(words), style), highlight=False, soft_wrap=True)


def say_findings(findings: list[Finding], readings: list[str] | None = None) -> None:
    """What was read, then the findings by rule and column: at most forty lines with the sentence that follows."""
    width = console.width
    lines = [line for reading in (readings or [])[:MOST_READINGS] for line in wrapped(visible(reading), width, 2)]
    rest = len(readings or []) - MOST_READINGS
    lines += [f"… and {rest} more tables."] if rest > 0 else []
    for line in lines:
        say(line, "dim")
    for blocks, line in on_screen(grouped(findings), width, MOST_LINES - 2 - len(lines)):
        style = "red" if blocks else "yellow"
        head, _, tail = line.partition(" ") if line.startswith(("problem ", "remark ")) else ("", "", line)
        console.print(Text.assemble((head, style), " " if head else "", tail), highlight=False, soft_wrap=True)


def as_json(answer: dict[str, Any]) -> str:
    """The answer as JSON; what a terminal might act upon is escaped."""
    text = json.dumps(answer, ensure_ascii=False, indent=1)
    return _UNPRINTED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def collect_rarely() -> None:
    """Looks for garbage rarely: a command ends soon, and this takes a fifteenth off its time."""
    gc.set_threshold(100_000, 50, 50)


class Guarded(TyperGroup):
    """Commands that end in a sentence whatever happens; --traceback shows where it happened."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except (TyperException, typer.Exit, typer.Abort):
            raise
        except Exception as error:
            if ctx.params.get("traceback"):
                traceback.print_exc()
            what = visible(f"{type(error).__name__}: {error}", 300)
            say(f"This should not happen, and nothing was changed: {what}", "bold red")
            say("Please report it, with the file if you may: etl --traceback COMMAND shows where it happened.")
            raise typer.Exit(1) from None
