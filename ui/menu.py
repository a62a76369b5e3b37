"""The top of every page: the portal's name and every page by its name; no drawer, on a phone as on a desk."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from queries.filters import Filters
from queries.page_list import PAGES, PageInfo
from ui import links
from ui.element_cache import view

PORTAL = "Certified cities"


def begin() -> DeltaGenerator:
    """The portal's name; what is returned takes the links, once it is known what they keep, and has its height until then."""
    menu = st.container(horizontal=True, key="menu", vertical_alignment="center", gap="small")
    menu.markdown(f"**{PORTAL}**", width="content")
    return menu


def draw(menu: DeltaGenerator, shown: PageInfo, kept: Filters, kinds: list[str]) -> None:
    """The pages, the one that is shown marked; every link keeps what is asked, the kinds of award too."""
    with menu:
        _played_back(shown.name, (*links.shared(kept), *(("award", kind) for kind in kinds)))


def draw_without_a_record(menu: DeltaGenerator, shown: PageInfo) -> None:
    """The same where there is no record yet, which could be asked or kept."""
    with menu:
        _pages(shown.name, ())


def _pages(here: str, asked: tuple[tuple[str, str], ...]) -> None:
    for name, page in PAGES.items():
        with st.container(key=f"menu-{'here' if name == here else name}", width="content"):
            st.page_link(links.path(name), label=page.title, query_params=asked)


_played_back = view(_pages)


def shown(page: st.Page) -> PageInfo:
    """What is declared of the page that the navigation chose."""
    return next(one for one in PAGES.values() if one.title == page.title)
