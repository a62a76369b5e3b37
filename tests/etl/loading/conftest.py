"""A small record with a directory of loads of its own, published for the public and for staff."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from etl.loading.plans import Directories
from etl.publishing import build as building
from etl.publishing.build import Order, build
from tests.kit.small_record import small_data


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reference tables of the small record."""
    return small_data(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="session")
def published(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small record, published for each audience in a directory of its name."""
    folder = tmp_path_factory.mktemp("published")
    for audience in ("public", "staff"):
        build(Order(audience=audience, out=folder / audience, data=data, loads=folder / "loads"))
    return folder


@pytest.fixture
def places(data: Path, published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Directories:
    """Where the small record is loaded and published; nothing is loaded yet."""
    monkeypatch.delenv("PORTAL_LOADS")
    out = {audience: Path(shutil.copytree(published / audience, tmp_path / audience)) for audience in ("public", "staff")}
    return Directories(data, tmp_path / "loads", out)


@pytest.fixture
def without_downloads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Builds that write no files to take away: those say nothing that the content does not, and take a third of the time."""
    monkeypatch.setattr(building.downloads, "write", lambda con, folder: None)
