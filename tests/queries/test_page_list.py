"""The list of pages is the only one: folder, README and API agree with it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from queries.endpoints import ENDPOINTS
from queries.page_list import BY_ADDRESS, PAGES

ROOT = Path(__file__).resolve().parents[2]


def test_every_file_in_pages_is_a_page_and_begins_with_its_question() -> None:
    drawn = {path.stem: ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) for path in (ROOT / "pages").glob("*.py")}
    assert drawn == {name: page.question for name, page in PAGES.items()}


def test_the_readme_lists_every_page_with_its_question() -> None:
    listed = re.findall(r"^\| `(/\w*)(?:\?[^`]*)?` \| (.+\?) \|$", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert listed == [(page.address, page.question) for page in PAGES.values()]


def test_every_answer_of_the_api_is_shown_by_a_page() -> None:
    assert {endpoint.page for endpoint in ENDPOINTS} <= BY_ADDRESS.keys()


def test_every_page_has_a_title_of_its_own_and_is_told_to_search_engines() -> None:
    assert len({page.title for page in PAGES.values()}) == len({page.description for page in PAGES.values()}) == len(PAGES)
