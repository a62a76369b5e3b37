"""What a reader takes from a page: its sentence to quote, its references, and the snippet that shows its picture elsewhere."""

from __future__ import annotations

import streamlit as st

from queries import quotes, words
from queries.embed_list import EMBEDS, OF_PAGES
from queries.filters import OF_AWARDS_ALONE, Filters
from queries.page_asked import Asked, asked_of
from queries.page_list import PageInfo
from ui import data, links
from ui.city import take_away
from ui.element_cache import view
from ui.escaping import escaped
from ui.practices import sample_link

OWN = (*OF_AWARDS_ALONE, "text")  # parameters of one page alone
# These two have had their own, at the number itself.
CITED_ABOVE = ("records", "city")


def draw(page: PageInfo, chosen: Filters) -> None:
    """The buttons of a page, in one row; what is behind them is made when it is opened."""
    if page.name == "practices" and sample_link.is_asked():
        return
    with st.container(key="printed"):
        st.markdown(escaped(printed(page, chosen)))
    slugs = tuple(st.query_params.get_all("city")) if page.name == "city" else ()
    offered = OF_PAGES.get(page.name, ()) if page.name != "city" or len(slugs) == 1 else ()
    if page.name in CITED_ABOVE and not offered:
        return
    with st.container(horizontal=True, key="quote-and-embed"):
        if page.name not in CITED_ABOVE:
            part = st.popover("Quote and cite", icon=":material/format_quote:", key="quote", on_change="rerun")
            if part.open:
                with part:
                    quoted(page.name, chosen, links.permalink("", []))
        if offered:
            part = st.popover("Embed", icon=":material/code:", key="embed", on_change="rerun")
            if part.open:
                with part:
                    snippets(page.name, chosen, slugs, links.permalink("", []))


def printed(page: PageInfo, chosen: Filters) -> str:
    """What stands at the foot of a printed page: its date and its address."""
    own = [(name, value) for name in OWN for value in st.query_params.get_all(name)]
    pairs = [*chosen.without("as_of").pairs(), *own, ("as_of", data.as_of(chosen).isoformat())]
    return f"As of {words.day(data.as_of(chosen))} · {links.permalink(page.address, pairs)}"


def _asked(name: str, chosen: Filters, slugs: tuple[str, ...] = ()) -> Asked:
    return asked_of(links.PAGES[name], [*chosen.pairs(), *(("city", slug) for slug in slugs)], data.snapshot())


@view
def quoted(name: str, chosen: Filters, base: str) -> None:
    """The sentence, and the references to the page with its date written out."""
    asked = _asked(name, chosen)
    st.code(quotes.sentence(asked), language=None, wrap_lines=True)
    take_away.references(quotes.view(asked, links.permalink(asked.page.address, quotes.pairs(asked))))


@view
def snippets(name: str, chosen: Filters, slugs: tuple[str, ...], base: str) -> None:
    """The HTML of each picture of the page, and whether it stays as it is."""
    asked = _asked(name, chosen, slugs)
    st.markdown(
        f"Stays as of {words.day(chosen.as_of)}, the date that is asked for."
        if chosen.as_of
        else "Follows new data. To keep it at a date, choose one under “As of” first."
    )
    for each in OF_PAGES[name]:
        one = EMBEDS[each]
        slug = asked.slugs[0] if each == "city" else ""
        st.markdown(f"**{one.title}** · [see it]({one.path(slug)}) · the same as `.svg` and `.png`")
        given = [pair for pair in asked.pairs if pair[0] != "city"]
        st.code(one.snippet(base, given, quotes.answer_of(asked).title, slug), language=None, wrap_lines=True)
