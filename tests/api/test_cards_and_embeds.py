"""Cards and embeds: pictures of the record for other places, small, quick, bounded, with date and source, and never a script."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from pathlib import Path

import httpx
import plotly.graph_objects as go
import pytest
from fontTools.ttLib import TTFont

from api import cards, small_pictures
from api.drawn_png import FONTS
from api.first_answer import TEMPLATES
from api.small_pictures import Shape, Size
from charts.level_looks import looks_of
from etl.schema import SYMBOLS
from queries.embed_list import EMBEDS, OF_PAGES
from queries.filters import Filters
from queries.page_list import PAGES
from queries.snapshot import current
from server import security_headers
from tests.kit.api_client import client
from tests.kit.tiers import long

LARGEST_CARD, LARGEST_EMBED = 100_000, 60_000


@pytest.fixture
def get(portal: Path) -> Callable[..., httpx.Response]:
    """Asks the routes for a path."""
    return client("http://portal.test").get


def size_of(png: bytes) -> tuple[int, int]:
    """Width and height of a PNG file."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    return struct.unpack(">II", png[16:24])


@pytest.mark.parametrize("path", [*(f"{name}.png" for name in PAGES), "city/boston-ma.png", "overview.png?level=Gold"])
def test_a_card_is_a_small_picture_of_the_size_that_previews_want(get: Callable[..., httpx.Response], path: str) -> None:
    answer = get(f"/cards/{path}")
    assert answer.headers["content-type"] == "image/png"
    assert size_of(answer.content) == (1200, 630)
    assert len(answer.content) < LARGEST_CARD


@pytest.mark.parametrize(
    "path", ["/cards/nothing.png", "/cards/city/nowhere.png", "/embed/nothing", "/embed/city/nowhere", "/embed/map.gif"]
)
def test_what_there_is_no_picture_of_is_a_404(get: Callable[..., httpx.Response], path: str) -> None:
    assert get(path).status_code == 404


def test_a_card_states_the_number_the_date_and_the_source(portal: Path) -> None:
    from queries.page_asked import asked_of

    drawn = cards.card(
        asked_of(PAGES["overview"], [("level", "Gold"), ("as_of", "2021-12-15")], current()), "https://data.example"
    )
    assert re.search(r">\d+( to \d+)? Gold cities<", drawn)
    assert "As of December 15, 2021 · Source: record of certified cities, CC BY 4.0 · data.example" in drawn


@pytest.mark.slow
@pytest.mark.parametrize("count", [12, long(2_000)])
def test_cards_and_their_memory_stay_within_their_bound(get: Callable[..., httpx.Response], count: int) -> None:
    cities = current().remembered("cities_with_a_record")["city_id"]
    days = [f"20{year}-{month:02}-{day:02}" for year in range(18, 26) for month in range(1, 13) for day in (1, 15)]
    asked = [(slug, day) for day in days for slug in cities][:count]
    for slug, day in asked:
        assert get(f"/cards/city/{slug}.png?as_of={day}").status_code == 200
    assert cards.CARDS.bytes <= cards.MOST_BYTES


def test_the_small_picture_of_growth_hatches_as_many_cities_as_are_announced_and_not_named(portal: Path) -> None:
    from queries.page_asked import asked_of

    height, asked = 240.0, asked_of(PAGES["growth"], [], current())
    head = current().row("headline", asked.filters)
    hatched = next(shape.text for shape in small_pictures.growth(asked, Size(480, height)) if shape.kind == "unnamed")
    _, low, _, high, _ = map(float, re.findall(r"[\d.]+", hatched.split("Z")[-2]))
    of_one_city = (height - small_pictures.AXIS - 2 * small_pictures.LABEL) / head["announced_total"]
    assert (low - high) / of_one_city == pytest.approx(head["missing_count"], abs=0.2)
    of_texas = small_pictures.growth(asked_of(PAGES["growth"], [("state", "TX")], current()), Size(480, height))
    assert not [shape for shape in of_texas if shape.kind == "unnamed"]


def test_the_small_picture_of_levels_hatches_what_nobody_names_in_the_same_measure_as_the_levels(portal: Path) -> None:
    from queries.page_asked import asked_of

    shapes = small_pictures.levels(asked_of(PAGES["overview"], [], current()), Size(480, 190))
    [hatched] = [shape for shape in shapes if shape.kind == "unnamed"]
    widest = max(shape.width for shape in shapes if shape.kind == "bar")
    counts = [int(shape.text.split()[0]) for shape in shapes if shape.kind == "text" and shape.text[0].isdigit()]
    missing = current().row("headline", Filters())["missing_count"]
    assert counts[-1] == missing
    assert float(hatched.text.split("h")[1].split("v")[0]) == pytest.approx(widest * missing / max(counts), abs=0.1)
    of_texas = small_pictures.levels(asked_of(PAGES["overview"], [("state", "TX")], current()), Size(480, 190))
    assert not [shape for shape in of_texas if shape.kind == "unnamed"]


def paths() -> list[str]:
    """An address of every embed."""
    return [one.path("boston-ma" if one.name == "city" else "") for one in EMBEDS.values()]


@pytest.mark.parametrize("path", paths())
def test_an_embed_is_light_runs_nothing_and_says_date_source_and_link(get: Callable[..., httpx.Response], path: str) -> None:
    answer = get(f"{path}?as_of=2024-06-01")
    assert len(answer.content) < LARGEST_EMBED
    assert "<script" not in answer.text
    assert "As of June 1, 2024 · Source: record of certified cities, CC BY 4.0" in answer.text
    assert re.search(r'href="http://portal.test/[\w/-]*\?as_of=2024-06-01"', answer.text)
    assert "prefers-color-scheme: dark" in answer.text
    assert re.search(r'<meta name="description" content="[^"]{40,}">', answer.text)
    assert "noindex" not in answer.text
    picture = get(f"{path}.svg?as_of=2024-06-01")
    assert picture.headers["content-type"] == "image/svg+xml"
    assert "June 1, 2024" in picture.text
    assert size_of(get(f"{path}.png?as_of=2024-06-01").content)[0] == 960


def test_an_embed_names_what_in_its_address_means_nothing_and_markup_stays_text(get: Callable[..., httpx.Response]) -> None:
    text = get("/embed/map?level=<script>alert(1)</script>").text
    assert "Left out of the filter" in text
    assert "<script>alert" not in text


def test_an_embed_may_be_framed_by_anybody_and_nothing_else_may() -> None:
    everywhere, here = security_headers.headers_of_embeds(()), security_headers.headers(())
    assert everywhere["Content-Security-Policy"].endswith("frame-ancestors *")
    assert "script-src" not in everywhere["Content-Security-Policy"]
    assert "X-Frame-Options" not in everywhere
    assert here["X-Frame-Options"] == "SAMEORIGIN"


def test_every_embed_has_a_page_that_gives_its_snippet_with_its_height() -> None:
    assert {name for names in OF_PAGES.values() for name in names} == set(EMBEDS)
    snippet = EMBEDS["map"].snippet("https://data.example", [("level", "Gold")], 'A "title"')
    assert 'src="https://data.example/embed/map?level=Gold"' in snippet
    assert f'height="{EMBEDS["map"].frame_height}"' in snippet
    assert 'title="A &quot;title&quot;"' in snippet


def test_the_font_of_the_pictures_has_every_sign_of_the_record(portal: Path) -> None:
    cities = current().remembered("cities_on_record")
    signs = set("".join(cities["place"]))
    for path in FONTS:
        assert not {sign for sign in signs if ord(sign) not in TTFont(path).getBestCmap()}


def test_every_symbol_that_a_level_may_have_is_drawn_as_plotly_draws_it(portal: Path) -> None:
    drawn = TEMPLATES.from_string('{% from "shapes.svg" import shapes %}{{ shapes(every, 4) }}')
    shown = {
        symbol: drawn.render(every=[Shape("mark", 16, 20, color="#b97f0b", look=symbol)]).strip() for symbol in (*SYMBOLS, "ring")
    }
    assert len(set(shown.values())) == len(shown)
    for symbol in SYMBOLS:
        go.scatter.Marker(symbol=symbol)  # plotly refuses one that it does not know
    assert {look.symbol for look in looks_of(current().ask("levels")).values()} <= set(SYMBOLS)
