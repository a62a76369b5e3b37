"""The top of every page: the portal's name and every page by its name; no drawer, on a phone as on a desk."""

from __future__ import annotations

import streamlit as st

from queries.filters import Filters
from queries.page_list import PAGES, PageInfo
from ui import links

PORTAL = "Certified cities"


def draw(shown: PageInfo, kept: Filters) -> None:
    """The portal's name and its pages, the one that is shown marked; every link keeps what is asked."""
    with st.container(horizontal=True, key="menu", vertical_alignment="center", gap="small"):
        st.markdown(f"**{PORTAL}**", width="content")
        for name, page in PAGES.items():
            with st.container(key=f"menu-{'here' if page is shown else name}", width="content"):
                st.page_link(links.path(name), label=page.title, query_params=links.shared(kept))


def shown(page: st.Page) -> PageInfo:
    """What is declared of the page that the navigation chose."""
    return next(one for one in PAGES.values() if one.title == page.title)
