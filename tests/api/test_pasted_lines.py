"""The lines that README.md and /about begin with run as they stand and give every award."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import duckdb
import httpx
import pandas as pd
import pytest

from tests.kit import record
from tests.kit.repository import ROOT
from ui.about.open_data import pasted

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_readme_and_the_page_begin_with_the_same_lines() -> None:
    lines = re.findall(r"^\| (\w+)[^|]*\| `(.+)` \|$", README.split("```")[0], re.MULTILINE)
    assert dict(lines) == pasted("http://127.0.0.1:8501")


def test_the_line_for_pandas_gives_every_award(site: str) -> None:
    found = eval(pasted(site)["pandas"], {"pandas": pd})  # noqa: S307
    assert len(found) == len(record.rows("awards"))


def test_the_line_for_duckdb_gives_every_award(site: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # By itself DuckDB would first load its extension for HTTP from its makers; the tests ask no other machine.
    address = pasted(site)["DuckDB"].split("'")[1]
    (tmp_path / "awards.parquet").write_bytes(httpx.get(address).content)
    monkeypatch.chdir(tmp_path)
    assert len(duckdb.sql(pasted(site)["DuckDB"].replace(address, "awards.parquet")).fetchall()) == len(record.rows("awards"))


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed")
def test_the_line_for_r_gives_every_award(site: str) -> None:
    said = subprocess.run(["Rscript", "-e", f"cat(nrow({pasted(site)['R']}))"], capture_output=True, text=True, check=True)
    assert int(said.stdout) == len(record.rows("awards"))


def test_the_address_for_excel_gives_letters_that_excel_reads(site: str) -> None:
    content = httpx.get(pasted(site)["Excel"]).content
    assert content.startswith(b"\xef\xbb\xbf")
    assert "Bogotá" in content.decode("utf-8-sig")


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_the_line_for_curl_writes_the_file(site: str, tmp_path: Path) -> None:
    subprocess.run(shlex.split(pasted(site)["curl"]), cwd=tmp_path, check=True, capture_output=True)
    assert len(pd.read_csv(tmp_path / "awards.csv")) == len(record.rows("awards"))
