"""What is behind a picture is sent only to a reader who opens it, and then with its table and its file."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.answer_columns import ANSWERS
from etl.schema import COLUMNS, TABLES
from tests.kit.api_client import client
from tests.kit.opened import opened
from tests.kit.pictures import pictures

VIEWS = [
    ("growth", {}),
    ("overview", {}),
    ("overview", {"places": "Size"}),
    ("map", {"view": "Tiles"}),
    ("map", {"view": "Replay"}),
    ("city", {"city": ["boston-ma", "austin-tx"]}),
    ("practices", {"part": "In numbers"}),
    ("practices", {"part": "The standard"}),
    ("tracking", {}),
]
# Of all columns of tables and answers.
NAMES = {*COLUMNS, *(name for table in [*TABLES.values(), *ANSWERS.values()] for name in table.columns)}


@pytest.mark.parametrize(("page", "query"), VIEWS, ids=str)
def test_a_closed_fold_sends_nothing_and_an_open_one_its_table_and_its_file(portal: Path, page: str, query: dict) -> None:
    found = pictures(opened(page, **query))  # which fails where a closed one sends something
    assert found
    for picture in found:
        assert len(picture.table) > 0
        assert not [title for title in picture.table if title in NAMES], "a name of a column is no title"
        assert client().get(picture.address).text.count("\n") > 1
