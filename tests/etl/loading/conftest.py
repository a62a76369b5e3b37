"""A small record with a directory of loads of its own, published for the public and for staff."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.loading.plans import Directories
from etl.publishing.build import Order, build
from tests.kit.small_record import small_data


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reference tables of the small record."""
    return small_data(tmp_path_factory.mktemp("small"))


@pytest.fixture
def places(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Directories:
    """Where the small record is loaded and published; nothing is loaded yet."""
    monkeypatch.delenv("PORTAL_LOADS")
    out = {"public": tmp_path / "public", "staff": tmp_path / "staff"}
    for audience, directory in out.items():
        build(Order(audience=audience, out=directory, data=data, loads=tmp_path / "loads"))
    return Directories(data, tmp_path / "loads", out)
