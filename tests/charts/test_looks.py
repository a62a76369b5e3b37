"""The look of levels and of the accent has one home each, and stands out from the light and from the dark page."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pandas as pd
import pytest

from charts import level_looks, theme
from charts.level_bars import by_level
from charts.shares import FILLS, INKS, SHARES, share_class
from queries.snapshot import current
from tests.kit import record
from tests.kit.contrast import contrast
from tests.kit.repository import ROOT

SETTINGS = tomllib.loads(theme.SETTINGS.read_text(encoding="utf-8"))["theme"]
PAGES = [SETTINGS[page]["backgroundColor"] for page in ("light", "dark")]
LEVELS = pd.DataFrame(record.rows("levels"))


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("color", [theme.ACCENT, theme.QUIET, *LEVELS["color"]])
def test_every_color_of_a_mark_stands_out_from_the_light_and_from_the_dark_page(color: str, page: str) -> None:
    assert contrast(color, page) >= 3


def test_every_tile_carries_its_letters_readably() -> None:
    assert min(contrast(fill, ink) for fill, ink in zip(FILLS, INKS, strict=True)) >= 4.5


def test_levels_stand_from_the_highest_to_the_group_without_one_and_climb_from_the_lowest() -> None:
    looks = level_looks.looks_of(LEVELS.sample(frac=1, random_state=1).astype({"level_rank": int}))
    by_rank = [row["level"] for row in sorted(record.rows("levels"), key=lambda row: -int(row["level_rank"]))]
    assert list(looks) == by_rank
    assert level_looks.lowest_first(looks) == [*by_rank[-2::-1], by_rank[-1]]
    assert level_looks.not_stated(looks) == by_rank[-1]


def test_the_snapshot_carries_the_looks_that_people_edit(portal: Path) -> None:
    levels = current().ask("levels")
    assert levels.astype(str).to_dict("records") == sorted(record.rows("levels"), key=lambda row: -int(row["level_rank"]))


def test_a_new_level_is_drawn_with_the_mark_and_color_of_its_row() -> None:
    new = {"level": "Diamond", "level_rank": 4, "mark": "♦", "symbol": "hexagon", "color": "#008877", "color_dark": "#008877"}
    levels = pd.concat([LEVELS.astype({"level_rank": int}), pd.DataFrame([new])])
    bars = by_level(pd.DataFrame({"level": ["Diamond"], "city_count": [1]}), level_looks.looks_of(levels))["data"][0]
    assert (bars["y"], bars["marker"]["color"]) == (["♦ Diamond"], ["#008877"])


def test_the_accent_and_all_its_tints_follow_the_settings() -> None:
    text = theme.SETTINGS.read_text(encoding="utf-8")
    light, dark = (SETTINGS[page]["chartCategoricalColors"][0] for page in ("light", "dark"))
    assert theme.accent_of(text) == theme.ACCENT == theme.mixed(light, dark, 0.5)
    assert theme.accent_of(text.replace(light, "#800000").replace(dark, "#ff0000")) == "#c00000"
    assert theme.see_through("#c00000", 0.25) == "rgba(192, 0, 0, 0.25)"


def test_the_script_that_follows_the_device_knows_the_letters_of_both_themes() -> None:
    script = (ROOT / "server" / "scripts" / "theme.js").read_text(encoding="utf-8")
    for at, given in ((6, theme.TEXT_ON_TINT), (3, theme.QUIET_TEXT)):
        light, dark = (SETTINGS[page]["chartCategoricalColors"][at] for page in ("light", "dark"))
        assert f'"{given}": /{light}|{dark}/g' in script
    paper = (ROOT / "server" / "scripts" / "print.css").read_text(encoding="utf-8")
    for color in (dark, SETTINGS["dark"]["textColor"]):
        assert f"rgb({', '.join(str(int(color[at : at + 2], 16)) for at in (1, 3, 5))})" in paper


def test_no_legend_hides_what_title_and_sentence_tell_of() -> None:
    legend = theme.calm([], 300, legend={"title": {"text": "more"}})["layout"]["legend"]
    assert (legend["itemclick"], legend["itemdoubleclick"]) == (False, False)


def test_a_share_falls_into_the_class_whose_words_hold_it() -> None:
    assert share_class(pd.Series([0, 0.4, 5, 9.99, 10, 20, 100, None])) == [0, 1, 2, 2, 3, 4, 4, None]


@pytest.mark.parametrize("page", ["light", "dark"])
def test_letters_are_read_on_the_strongest_tint_of_a_table_and_of_the_map(page: str) -> None:
    background, letters = SETTINGS[page]["backgroundColor"], SETTINGS[page]["chartCategoricalColors"][6]
    for strength in (theme.STRONGEST_TINT, max(strength for _, _, strength in SHARES)):
        assert contrast(letters, theme.mixed(theme.ACCENT, background, strength)) >= 4.5
