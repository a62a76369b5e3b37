"""A finding: one place in one file that does not meet one rule, and how to mend it."""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True, order=True)
class Finding:
    """`line` is the line of the file (header = 1); 0 = the file as a whole. `blocks` = nothing is loaded."""

    file: str
    line: int
    column: str
    value: str
    rule: str
    message: str
    mend: str
    blocks: bool = True
    city_id: str = ""

    def public(self) -> dict[str, object]:
        """The finding as `check --json` prints it."""
        return {k: v for k, v in asdict(self).items() if k not in ("blocks", "city_id")}


class Blocked(Exception):
    """The input has problems; nothing was loaded. `findings` lists every one."""

    def __init__(self, findings: list[Finding]):
        self.findings = sorted(findings)
        super().__init__(f"{len(findings)} problems; nothing was loaded")
