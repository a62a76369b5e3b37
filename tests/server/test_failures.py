"""What fails while somebody asks: an answer with a number and the headers, a log that says where and never what was asked."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.served import Portal, serve
from benchmarks.visitor import Visitor
from server.log_privacy import WithoutWords
from tests.kit import local

ASKED = "state=Texas"
# As tests/kit/failing_portal.py has them; that module is for a process of its own, whose questions it makes fail.
WORDS_OF_THE_FAULT = "no answer for"


@pytest.fixture(scope="module")
def failing(snapshots: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Portal, Path]]:
    """A portal that fails for Texas, and its log."""
    log = tmp_path_factory.mktemp("failing") / "portal.log"
    with serve(snapshots, app="tests.kit.failing_portal:app", log=log) as portal:
        yield portal, log
        portal.end()


@pytest.mark.slow
def test_a_page_that_fails_names_a_number_that_is_in_the_log_and_the_log_says_where_and_not_what_was_asked(
    failing: tuple[Portal, Path],
) -> None:
    portal, log = failing
    with Visitor(portal.site) as visitor:
        drawn = visitor.open("records", ASKED)
    alerts = [alert.body for alert in drawn.of("alert") if "could not be drawn" in alert.body]
    assert len(alerts) == 1
    reference = alerts[0].split("**")[1]
    said = log.read_text(encoding="utf-8")
    assert f"a page failed, reference {reference}: ValueError" in said
    assert_discreet(said)


@pytest.mark.slow
@pytest.mark.parametrize("path", ["/api/v1/awards.json", "/api/v1/answers/cities.csv", "/feed.atom"])
def test_an_answer_that_fails_has_the_headers_and_names_a_number_and_nothing_of_the_error(
    failing: tuple[Portal, Path], path: str
) -> None:
    portal, log = failing
    answer = local.get(f"{portal.site}{path}?{ASKED}")
    assert answer.status_code == 500
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"
    assert not any(word in answer.text for word in ("Texas", "ValueError", WORDS_OF_THE_FAULT))
    reference = answer.json()["error"]["message"].split()[-1]
    said = log.read_text(encoding="utf-8")
    assert f"an answer failed, reference {reference}" in said
    assert_discreet(said)


def assert_discreet(said: str) -> None:
    """The log names the line of code and the kind of error, and nothing that somebody asked."""
    assert "failing_portal.py" in said
    assert "ValueError" in said
    assert [line for line in said.splitlines() if "Texas" in line or "no answer for [" in line] == []


def test_a_line_about_an_error_says_where_it_was_raised_and_what_it_came_from_without_its_words() -> None:
    try:
        try:
            raise KeyError("who is in Baltimore")
        except KeyError as cause:
            raise RuntimeError("asked for Baltimore") from cause
    except RuntimeError as error:
        record = WithoutWords("a", logging.ERROR, __file__, 1, "it failed", (), (type(error), error, error.__traceback__))
    said = logging.Formatter().format(record)
    assert said.startswith("it failed\n")
    assert "builtins.KeyError\nand from that\n" in said
    assert said.endswith("builtins.RuntimeError")
    # The lines of code are the repository's own; no value of anybody is in them.
    assert "KeyError: " not in said
    assert "RuntimeError: " not in said
