"""The top of every page: the portal's name and every page by its name; no drawer, on a phone as on a desk."""

from __future__ import annotations

import streamlit as st

from queries.page_list import PAGES, PageInfo
from ui import links

PORTAL = "Certified cities"


def draw(shown: PageInfo) -> None:
    """The name, which leads to the overview, and the pages; the page that is shown is marked and does not lead anywhere new."""
    with st.container(horizontal=True, key="menu", vertical_alignment="center", gap="small"):
        st.markdown(f"**{PORTAL}**", width="content")
        for name, page in PAGES.items():
            with st.container(key=f"menu-{'here' if page is shown else name}", width="content"):
                st.page_link(links.path(name), label=page.title)


def shown(page: st.Page) -> PageInfo:
    """What is declared of the page that the navigation chose."""
    return next(one for one in PAGES.values() if one.title == page.title)
