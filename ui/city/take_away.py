"""What a reader takes away from a city's page: citation, link, files, a printed page, a report of a mistake."""

from __future__ import annotations

from urllib.parse import quote, urlencode

import streamlit as st

from queries import citation, quotes, words
from queries.filters import Filters
from queries.page_asked import Asked, asked_of
from ui import data, links
from ui.city import city_record as one
from ui.element_cache import view
from ui.footer import contact


def draw(slugs: tuple[str, ...], on: Filters) -> None:
    """Draws all of it for one city, or for those that stand side by side."""
    link = links.permalink("/city", [*(("city", slug) for slug in slugs), ("as_of", data.as_of(on).isoformat())])
    with st.container(key="take-away"):
        parts(slugs, on, link, contact())


@view
def parts(slugs: tuple[str, ...], on: Filters, link: str, to: str) -> None:
    """All parts; the link depends on where the reader came to, the contact on the settings."""
    as_of = data.as_of(on)
    place = words.listed(words.place(city) for city in one.records(slugs, on))
    many = len(slugs) > 1
    st.header("Quote and cite", anchor=False)
    st.code(quotes.sentence(_asked(slugs, on)), language=None, wrap_lines=True)
    title = f"{place}: What Works Cities Certification record{'s side by side' if many else ''}"
    references(citation.View(title, as_of, link, data.snapshot().name, data.snapshot().terms))
    with st.container(key="share-and-report"):
        share(place, link if many else links.permalink(f"/cities/{slugs[0]}", [("as_of", as_of.isoformat())]))
        files(slugs, as_of.isoformat())
        report(slugs, place, link, to)


def _asked(slugs: tuple[str, ...], on: Filters) -> Asked:
    return asked_of(links.PAGES["city"], [*on.pairs(), *(("city", slug) for slug in slugs)], data.snapshot())


def references(view: citation.View) -> None:
    """A view as a reference, each kind with a button that copies it; the one for a newspaper is open."""
    st.code(citation.newsroom(view), language=None, wrap_lines=True)
    with st.expander("As APA and BibTeX"):
        st.code(citation.apa(view), language=None, wrap_lines=True)
        st.code(citation.bibtex(view), language=None, wrap_lines=True)


def share(place: str, link: str) -> None:
    """The permalink to copy, and ways to send it from a phone without any other site."""
    st.header("Share", anchor=False)
    st.code(link, language=None, wrap_lines=True)
    text = quote(f"{place}: What Works Cities Certification record\n{link}")
    with st.container(horizontal=True):
        st.link_button(
            "By email", f"mailto:?subject={quote(place + ': certification record')}&body={text}", icon=":material/mail:"
        )
        st.link_button("By text message", f"sms:?&body={text}", icon=":material/sms:")


def files(slugs: tuple[str, ...], as_of: str) -> None:
    """What is shown as files, and of one city as a page without JavaScript."""
    asked = urlencode([*(("city", slug) for slug in slugs), ("as_of", as_of)])
    plain = f"/cities/{slugs[0]}?{urlencode([('as_of', as_of)])}"
    st.markdown(
        f":material/download: [Awards as CSV](/files/awards.csv?{asked}) · [as Excel](/api/v1/awards.xlsx?{asked}) · "
        f"[as JSON](/api/v1/awards.json?{asked})"
        + (f" · :material/article: [Page without JavaScript]({plain})" if len(slugs) == 1 else "")
        + "  \n:material/print: To print: the print command of your browser makes one clean page of this one."
    )


def report(slugs: tuple[str, ...], place: str, link: str, to: str) -> None:
    """How to tell the contact `to` of a mistake, with the ids of the records filled in; without one, what is possible."""
    named = ", ".join(slugs)
    text = f"Record: {named}\n{link}\n\nWhat is wrong, and a public page that shows it:\n"
    if not to:
        st.markdown("**Found a mistake?** Whoever runs this portal has named no contact here. If you know them, send them this:")
        st.code(text, language=None, wrap_lines=True)
        return
    address = to
    if "@" in to and not to.startswith("http"):
        address = f"mailto:{to.removeprefix('mailto:')}?subject={quote(f'Record {named}: {place}')}&body={quote(text)}"
    st.link_button(
        f"Report a problem with {'these records' if len(slugs) > 1 else 'this record'}", address, icon=":material/flag:"
    )
