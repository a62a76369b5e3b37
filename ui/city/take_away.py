"""What a reader takes away from a city's page: citation, link, files, a printed page, a report of a mistake."""

from __future__ import annotations

from urllib.parse import quote, urlencode

import streamlit as st

from queries import citation, words
from queries.filters import Filters
from ui import data, links
from ui.city import city_record as one
from ui.element_cache import view
from ui.footer import contact


def draw(slug: str, on: Filters) -> None:
    """Draws all of it for one city."""
    link = links.permalink("/city", [("city", slug), ("as_of", data.as_of(on).isoformat())])
    parts(slug, on, link, contact())


@view
def parts(slug: str, on: Filters, link: str, to: str) -> None:
    """All parts; the link depends on where the reader came to, the contact on the settings."""
    as_of = data.as_of(on)
    place = words.place(one.records((slug,), on)[0])
    st.header("Cite this record", anchor=False)
    references(
        citation.View(
            f"{place}: What Works Cities Certification record", as_of, link, data.snapshot().name, data.snapshot().terms
        )
    )
    share(place, link)
    files(slug, as_of.isoformat())
    report(slug, place, link, to)


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


def files(city_id: str, as_of: str) -> None:
    """The record as files, and as one page to print."""
    asked = urlencode([("city", city_id), ("as_of", as_of)])
    printed = f"/cities/{city_id}?{urlencode([('as_of', as_of)])}"
    st.markdown(
        f":material/download: [Awards as CSV](/api/v1/awards.csv?{asked}) · [as JSON](/api/v1/awards.json?{asked}) · "
        f":material/print: [Page to print, or to read without JavaScript]({printed})"
    )


def report(city_id: str, place: str, link: str, to: str) -> None:
    """How to tell the contact `to` of a mistake, with the id of the record filled in."""
    if not to:
        st.caption(f"Found a mistake? Tell the maintainers of this portal; the id of this record is `{city_id}`.")
        return
    address = to
    if "@" in to and not to.startswith("http"):
        body = quote(f"Record: {city_id}\n{link}\n\nWhat is wrong, and a public page that shows it:\n")
        address = f"mailto:{to.removeprefix('mailto:')}?subject={quote(f'Record {city_id}: {place}')}&body={body}"
    st.link_button("Report a problem with this record", address, icon=":material/flag:")
