"""Every picture of every page is one that plotly knows how to draw, and is made without plotly."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import wraps
from inspect import signature
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import plotly.graph_objects as go
import pytest
import streamlit as st

from charts.figure_data import Figure
from charts.theme import calm
from etl.publishing import sample_build
from tests.kit.opened import opened
from tests.kit.repository import ROOT
from tests.kit.tiers import is_proof
from ui import loading

pytestmark = [pytest.mark.slow, pytest.mark.generated]

ONE_CITY = {"country": "Colombia"}
NO_CITY = {"level": "Platinum", "state": "Wyoming"}
EARLY = {"as_of": "2021-12-15"}
BEFORE_ALL = {"as_of": "2017-04-01"}
FILTERS: list[dict[str, str]] = [{}, ONE_CITY, BEFORE_ALL]
if is_proof():
    FILTERS += [
        NO_CITY,
        EARLY,
        {"state": "Texas"},
        {"level": "Not stated"},
        {"country": "Brazil"},
        {"since": "2021"},
        {"standard": "Earlier"},
    ]
FEW: list[dict[str, str]] = [{}, ONE_CITY, EARLY]
# Made of traces or of another figure, and not of a table: no pictures of their own.
PARTS = {
    "across", "calm", "changed", "framed", "noted", "over_time", "readable", "signed", "with_breaks",
}  # fmt: skip


class Drawn(NamedTuple):
    """What the pages drew: each picture as it was sent, and what each function of charts/ gave for it."""

    sent: list[tuple[str, Figure]]
    made: list[tuple[str, Figure]]


def views() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every page with a picture in each of its views, under filters."""
    for asked in FILTERS:
        yield "overview", asked
        yield "tracking", asked
        yield from (("growth", {"by": by, **asked}) for by in ("Country", "US state"))
        yield "overview", {"places": "Size", **asked}
        yield from (("map", {"view": view, **asked}) for view in ("Map", "Tiles", "Replay"))
    for asked in FEW:
        yield from (
            ("map", {**where, **asked}) for where in ({"shade": "True"}, {"region": "Americas"}, {"region": "Phoenix area"})
        )
        for classified in ("true", "false"):
            yield "practices", {"part": "City by city", "classified": classified, **asked}
            yield "practices", {"part": "In numbers", "classified": classified, **asked}
        yield from (
            ("city", {"city": city, **asked}) for city in ("tempe-az", "las-vegas-nv", ["baltimore-md", "bogota-co", "tempe-az"])
        )
    yield from (("practices", {"part": "In numbers", "by": by}) for by in ("Size", "Year of the item", "Kind of page"))
    yield "practices", {"part": "The standard"}
    yield from (("practices", {"sample": "1", "edition": edition}) for edition in ("2018", "2022"))


def functions() -> dict[str, tuple[ModuleType, Callable[..., Figure]]]:
    """The functions of charts/ that make a picture of a table, by name."""
    modules = [importlib.import_module(f"charts.{path.stem}") for path in (ROOT / "charts").glob("[!_]*.py")]
    own = {
        f"{module.__name__}.{name}": (module, value)
        for module in modules
        for name, value in vars(module).items()
        if callable(value) and getattr(value, "__module__", "") == module.__name__ and not name.startswith("_")
    }
    return {
        name: (module, function)
        for name, (module, function) in own.items()
        if not isinstance(function, type)
        and signature(function).return_annotation == "Figure"
        and function.__name__.removesuffix("_between").removesuffix("_after_years") not in PARTS
    }


@pytest.fixture(scope="module")
def drawn(snapshots: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Drawn]:
    """All views, drawn once."""
    found = Drawn([], [])
    sample = tmp_path_factory.mktemp("sample")
    sample_build.build(sample)
    loading.load()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PORTAL_SNAPSHOTS", str(snapshots))
        patch.setenv("PORTAL_SAMPLE", str(sample))
        for name, (module, function) in functions().items():
            noted = _noted(function, name, found.made)
            for user in (module, *(m for path, m in sys.modules.items() if path.startswith("ui."))):
                if vars(user).get(function.__name__) is function:
                    patch.setattr(user, function.__name__, noted)
        st.cache_resource.clear()
        for page, query in views():
            app = opened(page, **query)
            assert not app.exception, (page, query)
            found.sent.extend((f"{page} {query}", json.loads(chart.proto.spec)) for chart in app.get("plotly_chart"))
        yield found
    # What was drawn by the functions above is not played back to other tests.
    st.cache_resource.clear()


def _noted(function: Callable[..., Figure], name: str, made: list[tuple[str, Figure]]) -> Callable[..., Figure]:
    @wraps(function)
    def noting(*given: Any, **named: Any) -> Figure:
        figure = function(*given, **named)
        made.append((name, figure))
        return figure

    return noting


def problem(figure: Figure) -> str:
    """What plotly refuses in a figure; empty where it takes it whole."""
    try:
        go.Figure(figure)
    except ValueError as refused:
        return str(refused).strip().splitlines()[0]
    return ""


def test_plotly_takes_every_picture_of_every_page(drawn: Drawn) -> None:
    assert len(drawn.sent) > 80
    refused = {view: problem(figure) for view, figure in drawn.sent}
    assert not {view: words for view, words in refused.items() if words}


def test_every_chart_is_on_some_page_that_this_test_opens(drawn: Drawn) -> None:
    assert {name for name, _ in drawn.made} == set(functions())


def test_a_chart_is_plain_data_that_json_can_hold(drawn: Drawn) -> None:
    for name, figure in drawn.made:
        assert set(figure) <= {"data", "layout", "frames"}, name
        assert json.loads(json.dumps(figure, allow_nan=False)) == figure, name


def test_every_picture_says_what_it_shows_and_whose_data_it_is(drawn: Drawn) -> None:
    for view, figure in drawn.sent:
        title = figure["layout"]["title"]
        assert title["text"], view
        assert title["subtitle"]["text"], view


@pytest.mark.parametrize(
    "wrong",
    [
        calm([{"type": "scatter", "x": [1], "y": [1], "colour": "red"}], 300),
        calm([{"type": "scatter", "mode": "dots", "x": [1], "y": [1]}], 300),
        calm([], 300, heigth=200),
        {**calm([], 300), "frames": [{"data": [{"type": "scatter", "marker": {"symbol": "moon"}}]}]},
    ],
    ids=["unknown property", "unknown value", "misspelled layout", "in a frame"],
)
def test_a_property_that_plotly_does_not_know_is_found_here(wrong: Figure) -> None:
    assert problem(wrong)


def test_all_charts_are_made_without_plotly() -> None:
    names = ", ".join(f"charts.{path.stem}" for path in (ROOT / "charts").glob("[!_]*.py"))
    loaded = subprocess.run(
        [sys.executable, "-c", f"import {names}, sys; print('plotly' in sys.modules)"],
        capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    assert loaded.stdout.strip() == "False"
