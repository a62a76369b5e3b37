"""What the commands say on a terminal: words from files are words, never markup and never codes that a terminal acts upon."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from etl.findings import Finding

console = Console()


def say(words: str, style: str = "") -> None:
    """One sentence on the screen, whatever it holds."""
    shown = "".join(character if character.isprintable() else "_" for character in words)
    console.print(Text(shown, style), highlight=False, soft_wrap=True)


def say_findings(findings: list[Finding]) -> None:
    """Every finding on a line of its own: where, which column, which value, what is wrong, how to mend it."""
    for f in findings:
        where = f"{f.file}:{f.line}" if f.line else f.file
        mark = "problem" if f.blocks else "remark"
        say(f"{mark} {where} {f.column} {f.value!r}: {f.message}. {f.mend}. ({f.rule})", "red" if f.blocks else "yellow")
