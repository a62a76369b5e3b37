"""Ways out of a page: the menu, links to cities and other pages, and data to take away."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

import streamlit as st

import settings
from queries.filters import BY_NAME, Filters
from queries.page_list import PAGES
from ui import data, filter_bar

# Key of a control that the city page always draws.
ONLY_ON_CITY_PAGE = "compare-with"
_MENU = "pages of this session"
# Written on several lines, since text on one line would be taken for the name of a file. It can run twice for one choice,
# and a link followed twice leaves two entries in the history.
FOLLOW = """
export default function ({ data }) {
  const follow = (tries) => {
    const link = document.querySelector(data.link)
    if (!link && tries) setTimeout(follow, 50, tries - 1)
    if (!link || link.dataset.followed) return
    link.dataset.followed = "yes"
    link.click()
  }
  follow(60)
}
"""
_follow = st.components.v2.component("follow_link", js=FOLLOW)


def path(name: str) -> str:
    """The script of a page, as seen from the frame."""
    return f"../pages/{PAGES[name].name}.py"


def pages() -> list[st.Page]:
    """The pages of the menu, overview first; looked up on the disk once per session."""
    if _MENU not in st.session_state:
        st.session_state[_MENU] = [
            st.Page(path(name), title=page.title, default=name == "overview") for name, page in PAGES.items()
        ]
    return st.session_state[_MENU]


def page(name: str, label: str, kept: Filters, **query: str) -> None:
    """A link to another page of the portal under the filter `kept`."""
    st.page_link(path(name), label=label, query_params=[*shared(kept), *query.items()], icon=":material/arrow_forward:")


def city(city_id: str, label: str, kept: Filters, icon: str = ":material/arrow_forward:") -> None:
    """A link to what is on record for a city, under the filter `kept`."""
    st.page_link(path("city"), label=label, query_params=[*shared(kept), ("city", city_id)], icon=icon, help="")


def shared(filters: Filters) -> list[tuple[str, str]]:
    """What a link has to say of a filter, so that one step back is one page back: the part that every page shares."""
    return [(name, value) for name, value in filters.pairs() if BY_NAME[name].bar]


def is_city_page() -> bool:
    """Whether the city page is shown: Streamlit knows its control, and forgets it with the next page."""
    return ONLY_ON_CITY_PAGE in st.session_state


def open_city(city_id: str) -> None:
    """Follows the link to a city, where a point or a row was chosen and not a link.

    st.switch_page would leave three entries in the browser's history, two of them without the filter; a link leaves one.
    """
    with st.container(key="chosen-city"):
        city(city_id, "Open the record", filter_bar.current())
    _follow(data={"link": ".st-key-chosen-city a"}, key=f"open-{city_id}")


def permalink(path: str, pairs: list[tuple[str, str]]) -> str:
    """The whole address of a view, for citing it: under the public address where one is set, else where the reader came."""
    here = urlsplit(st.context.url or "")
    base = settings.current().url or f"{here.scheme}://{here.netloc}"
    return f"{base}{path}{'?' + urlencode(pairs) if pairs else ''}"


def answer(query: str, chosen: Filters, label: str = "Download this table as CSV") -> None:
    """A link to the rows of one query under a filter, as a CSV file; no widget, so a cached view may hold it."""
    st.markdown(answer_link(query, chosen, label))


def answer_link(query: str, chosen: Filters, label: str) -> str:
    """The same link as markdown: a CSV file and, beside it in the ZIP, how to cite it."""
    pairs = [*chosen.without("as_of").pairs(), ("as_of", data.as_of(chosen).isoformat())]
    return f":material/download: [{label}](/files/answers/{query}.zip?{urlencode(pairs)})"
