"""Record files for the tests, written in any format from literal rows."""

import json
from datetime import date
from pathlib import Path

import openpyxl
import pandas as pd

from etl.checking.intake import Intake, take_in
from etl.checking.record_check import BASE_FILE, findings_of
from etl.findings import Finding
from etl.reading.reference import load

REFERENCE = load()
ALONE = load(only=True)
KNOWN_ON = date(2026, 11, 22)
HEADER = "city,state,population,level,year"
PAGE = "https://example.org/page"


def csv_file(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def workbook(path: Path, rows: list[dict]) -> Path:
    """The rows on a sheet `records` under the union of their columns."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    book = openpyxl.Workbook()
    book.active.title = "records"
    book.active.append(columns)
    for row in rows:
        book.active.append([row.get(name) for name in columns])
    book.save(path)
    return path


def in_every_format(directory: Path, rows: list[dict]) -> list[Path]:
    """The same rows as CSV, workbook, JSON array, JSON lines and Parquet."""
    frame = pd.DataFrame(rows)
    frame.to_csv(directory / "a.csv", index=False)
    frame.to_parquet(directory / "a.parquet", index=False)
    (directory / "a.json").write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    (directory / "a.jsonl").write_text(lines, encoding="utf-8")
    return [workbook(directory / "a.xlsx", rows), *(directory / f"a.{end}" for end in ("csv", "json", "jsonl", "parquet"))]


def loaded(*files: Path, audience: str = "public") -> Intake:
    """The files laid over the record of data/."""
    return take_in(list(files), REFERENCE, KNOWN_ON, audience)


def alone(*files: Path, audience: str = "public") -> Intake:
    """The record of the files alone."""
    return take_in(list(files), ALONE, KNOWN_ON, audience, base=None)


def found(*files: Path) -> list[Finding]:
    return findings_of(list(files), REFERENCE, KNOWN_ON, BASE_FILE)


def places(findings: list[Finding]) -> list[tuple[int, str, str]]:
    """Line, column and rule of each finding."""
    return [(finding.line, finding.column, finding.rule) for finding in findings]


def award(intake: Intake, award_id: str) -> dict:
    return intake.awards.set_index("award_id").loc[award_id].to_dict()
