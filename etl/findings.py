"""A finding: one place in one file that does not meet one rule, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass


@dataclass(frozen=True, order=True)
class Finding:
    """`line` of the file (of a workbook: the row of `sheet`); 0 = the file as a whole. `blocks` = nothing is loaded."""

    file: str
    line: int
    column: str
    value: str
    rule: str
    message: str
    mend: str
    blocks: bool = True
    city_id: str = ""
    sheet: str = ""

    def public(self) -> dict[str, object]:
        """The finding as `check --json` prints it; `sheet` only where the file is a workbook."""
        return {k: v for k, v in asdict(self).items() if k not in ("blocks", "city_id") and (k != "sheet" or v)}


class Blocked(Exception):
    """The input has problems; nothing was loaded. `findings` lists every one; `readings` says what was read, in words."""

    def __init__(self, findings: list[Finding], readings: Iterable[str] = ()):
        self.findings, self.readings = sorted(findings), list(readings)
        super().__init__(f"{len(findings)} problems; nothing was loaded")
