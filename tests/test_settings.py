"""The settings: one home, each explained, and a value that means nothing stops the portal with words that say what to do."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import settings

ROOT = Path(__file__).resolve().parent.parent
OF_THE_MIRROR = "PORTAL_SOURCE"  # read by systemd, see deploy/mirror.service
OF_THE_LEDGER = "PORTAL_LOADS"  # of what loads records, which shares nothing with the portal
BAD = [
    ("PORTAL_SNAPSHOTS", "README.md", "has to be a directory", "Name the directory"),
    ("PORTAL_URL", "data.example.org", "has to be a whole address", "Write it as https://"),
    ("PORTAL_URL", "javascript://x", "has to be a whole address", "Write it as https://"),
    ("PORTAL_URL", "https://data.example.org/?a=b", "without question mark", "Write it as https://"),
    ("PORTAL_URL", "https://[", "has to be a whole address", "Write it as https://"),
    ("PORTAL_URL", 'https://a.example/"><script>', "has to be a whole address", "Write it as https://"),
    ("PORTAL_HOSTS", "https://data.example.org", "without https:// and port", "Write data.example.org"),
    ("PORTAL_HOSTS", "data.example.org:8501", "without https:// and port", "Write data.example.org"),
    ("PORTAL_HOSTS", "data.*.org", "Hosts are names", "*.example.org"),
    ("PORTAL_FRAMES", "https://news.example; script-src *", "“https://news.example;” is none of them", "Write https://"),
    ("PORTAL_FRAMES", "news.example", "whole addresses without a path", "Write https://news.example.org"),
    ("PORTAL_WITHOUT", "gc", "“gc” is none of them", "Write collection"),
    ("PORTAL_CONTACT", "a\nb", "one line of text", "Write a mail address"),
]


@pytest.mark.parametrize(("variable", "value", "rule", "mend"), BAD, ids=lambda text: text)
def test_a_value_that_means_nothing_is_refused_with_variable_value_rule_and_mend(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, rule: str, mend: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(settings.BadSetting) as refused:
        settings.current()
    said = str(refused.value)
    assert said.startswith(f"{variable} is “{value}”.")
    assert rule in said and mend in said


@pytest.mark.slow
@pytest.mark.parametrize(
    "command", [("uvicorn", "app:app", "--port", "0"), ("certified_cities", "serve")], ids=lambda words: words[0]
)
def test_a_bad_setting_stops_the_portal_before_it_serves_anybody_without_a_traceback(command: tuple[str, ...]) -> None:
    environment = {**os.environ, "PORTAL_URL": "data.example.org"}
    ended = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, env=environment,
                           capture_output=True, text=True, timeout=120, check=False)  # fmt: skip
    assert ended.returncode != 0
    assert "The portal cannot start. PORTAL_URL is “data.example.org”." in ended.stderr
    assert "Traceback" not in ended.stderr


def test_hosts_and_sites_are_divided_by_commas_or_blanks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_HOSTS", "data.example.org, 127.0.0.1  *.example.org,")
    monkeypatch.setenv("PORTAL_FRAMES", "https://news.example http://localhost:8000,*")
    assert settings.current().hosts == ("data.example.org", "127.0.0.1", "*.example.org")
    assert settings.current().frames == ("https://news.example", "http://localhost:8000", "*")


def test_an_address_loses_its_last_slash_and_keeps_its_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_URL", "https://data.example.org/cities/")
    assert settings.current().url == "https://data.example.org/cities"


def test_a_setting_is_read_when_it_is_asked_for_and_empty_is_not_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = settings.current()
    monkeypatch.setenv("PORTAL_SNAPSHOTS", str(tmp_path))
    assert settings.current().snapshots == tmp_path
    assert settings.current() is settings.current()
    monkeypatch.setenv("PORTAL_SNAPSHOTS", "")
    monkeypatch.setenv("portal_contact", "by a name that is not the variable's")
    assert settings.current() == before == settings.Settings()


def test_the_readme_lists_each_setting_as_it_is() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `(PORTAL_\w+)` \| (.*) \| (.*) \|$", text, re.MULTILINE)
    assert [row for row in listed if row[0] != OF_THE_LEDGER] == settings.table()


def test_every_variable_that_a_file_names_is_a_setting() -> None:
    suffixes = {"", ".py", ".md", ".yaml", ".service", ".conf"}
    named = {
        variable
        for folder in ("deploy", "docs", "benchmarks", "ui", "api", "server", "queries", "tests", "Makefile", "README.md")
        for path in [ROOT / folder, *(ROOT / folder).rglob("*")]
        if path.is_file() and path.suffix in suffixes
        for variable in re.findall(r"\bPORTAL_[A-Z]+\b", path.read_text(encoding="utf-8"))
    }
    assert named - {OF_THE_MIRROR, OF_THE_LEDGER} <= set(settings.VARIABLES)


@pytest.mark.parametrize(("contact", "is_told"), [("", True), ("data@example.org", False)])
def test_an_operator_without_a_contact_is_told_so_at_the_start(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, contact: str, is_told: bool
) -> None:
    monkeypatch.setenv("PORTAL_CONTACT", contact)
    settings.at_start()
    assert (settings.NO_CONTACT in caplog.messages) is is_told
