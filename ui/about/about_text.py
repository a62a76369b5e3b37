"""What the about page says, part by part: who, from where, how it is counted, what is missing, what the columns mean."""

from __future__ import annotations

from datetime import datetime

import pandas as pd
import streamlit as st

from queries import words
from queries.citation import PUBLISHER
from queries.filters import Filters
from queries.terms import Terms
from ui import data, links, page_address, section
from ui.about.glossary import COUNTING, TERMS
from ui.element_cache import kept, view

CONTENTS = (
    "Who makes this", "Sources", "How we count", "What is missing", "Updates", "Downloads", "Open API", "Columns", "Glossary",
    "Corrections", "Licenses, privacy, accessibility",
)  # fmt: skip
SOURCES = {
    "awards": "Releases of Bloomberg Philanthropies, Results for America and What Works Cities, pages of cities, and "
    "press; each row names its page",
    "announcements": "Releases of the program; each row names its page",
    "cities": "Points: GeoNames, one SimpleMaps. Populations: US Census Bureau in the US, elsewhere the source in the row",
    "eligible_places": "US Census Bureau: incorporated places of 30,000 people or more, estimates of July 2024",
    "practice_evidence": "Pages of cities, of the program and of others; each row names its page, the headline is ours",
    "stories": "Pages of cities, of the program and of others, in our words; each row names its page",
    "levels": "The program's levels in their order; marks and colors are ours",
    "size_bands": "Our own bands of population",
    "award_kinds": "Our own words for what the program announces",
    "editions": "Pages of the program, some of them in the Internet Archive",
    "practices": "Pages of the program, some of them in the Internet Archive",
    "criteria": "Titles of criteria that stand on public pages; each row names its page",
    "benchmarks": "Published surveys and counts about cities' use of data; each row names its page",
    "partners": "Pages of the partners, of the program and press; each row names its page, the description is ours",
    "wanted": "Our own list of what the record lacks",
    "corrections": "Our own list of what was changed, and why",
    "states": "Outlines: US Census Bureau",
    "countries": "Outlines: Natural Earth",
}


@view
def contents() -> None:
    """Links to the parts of the page."""
    st.markdown(" · ".join(f"[{title}](#{anchor(title)})" for title in CONTENTS))


def anchor(title: str) -> str:
    """The name that browsers make of a heading: `open-api`."""
    return title.lower().replace(",", "").replace(" ", "-")


@view
def relation() -> None:
    """Who makes this record, and that the program does not."""
    section.said(
        "Who makes this",
        "This record is independent. It is not run, checked or endorsed by What Works Cities, Bloomberg Philanthropies or "
        "Results for America. The program decides who is certified; this record says what it announced, when, and where that "
        "can be read. The [program's own site](https://whatworkscities.bloomberg.org/) has its criteria and how to take part.",
    )


@view
def sources() -> None:
    """Where every table comes from."""
    section.said(
        "Sources",
        "Every award carries the address of the page that says so. Facts only; headlines and summaries are in our words.",
    )
    rows = data.ask("tables").set_index("table_name")["row_count"]
    table = pd.DataFrame(
        [{"Table": name, "Rows": words.number(rows[name]), "Where it comes from": source} for name, source in SOURCES.items()]
    )
    st.table(table, hide_index=True, border="horizontal", alt="The tables of the record, their rows and their sources")


@view
def counting() -> None:
    """The counting rules."""
    section.said("How we count", "\n".join(f"- {rule}" for rule in COUNTING).format(**named_by_the_record()))


@view
def missing(filters: Filters) -> None:
    """What the record is known to lack, by the newest date."""
    wanted = data.ask("wanted")
    head = data.row("headline", Filters())
    section.said(
        "What is missing",
        f"{words.announced(head)} {words.named(head)} The list of what is wanted has {words.of(len(wanted), 'row')}: cities, "
        "dates, levels and sources. Recertifications and level-ups are a floor, because cities announce many of them one by "
        "one.",
    )
    links.page("tracking", "What is missing, round by round", filters, section="Totals")


@view
def updates() -> None:
    """When the record was last brought up to date, when it will be next, and what this build is."""
    facts = data.snapshot().facts
    built, checked = datetime.fromisoformat(facts["built_at"]), datetime.fromisoformat(facts["last_checked_on"])
    section.said(
        "Updates",
        f"The newest entry is of **{words.day(data.snapshot().newest)}**. The record was last checked against its sources on "
        f"**{words.day(checked)}** and last built on {words.day(built)} at {built:%H:%M} UTC. The next update follows the "
        "next announcement of the program, which publishes no dates ahead, or the next correction that somebody sends.",
    )
    with st.expander("This build, and the files it was made from"):
        st.code(f"snapshot {data.snapshot().name}\ncontent  {facts['content_sha256']}", language=None, wrap_lines=True)
        inputs = data.ask("build_inputs").rename(columns={"record_file": "File", "sha256": "SHA-256", "row_count": "Rows"})
        st.dataframe(inputs, hide_index=True, alt="The files that this build read, with their checksums")


def columns() -> None:
    """The dictionary: every column of a table or of an answer of the API; the choice is kept in the address as `table`."""
    section.said("Columns", "What each column means, in the tables and in the answers of the API.")
    options = described()
    page_address.read("table", options)
    chosen = st.selectbox(
        "Table or answer",
        options,
        index=None,
        key="table",
        placeholder="All of them",
        on_change=page_address.write,
        args=("table",),
    )
    columns_of(chosen)


@kept
def described() -> list[str]:
    """The answers of the API and the tables, by name."""
    return sorted(set(dictionary()["table_name"]) - {"answer_dictionary"}, key=lambda name: (not name.startswith("API"), name))


@kept
def dictionary() -> pd.DataFrame:
    """Every column of every answer of the API and of every table, with its meaning."""
    tables, answers = data.ask("data_dictionary"), data.ask("answer_dictionary")
    return pd.concat([answers.assign(table_name="API: " + answers["answer"]).drop(columns="answer"), tables])[list(tables)]


@view
def columns_of(table: str | None) -> None:
    """What each column of one table or answer means; without one, of all."""
    every = dictionary()
    shown = every[every["table_name"] == table] if table else every
    titles = dict(data.ask("data_dictionary")[["column_name", "column_title"]].to_numpy())
    words_of_columns = "The data dictionary: what each column means"
    st.dataframe(shown.rename(columns=titles), hide_index=True, height=420, placeholder="", alt=words_of_columns)


@view
def glossary() -> None:
    """The words of the portal."""
    terms = "\n\n".join(f"**{term}.** {meaning}" for term, meaning in TERMS.items())
    section.said("Glossary", terms.format(**named_by_the_record()))


@kept
def named_by_the_record() -> dict[str, str]:
    """What stands in the braces of the glossary."""
    *levels, not_stated = data.vocabulary().levels
    editions = data.ask("editions").to_dict("records")
    counted = [f"{one['short_name']} ({words.of(one['criteria_count'], 'criterion', 'criteria')})" for one in editions]
    return {
        "levels": words.listed(levels, "or"), "lowest": levels[0], "highest": levels[-1], "not_stated": not_stated,
        "kinds": words.listed(data.vocabulary().award_words.values(), "or"),
        "editions": f"{words.number(len(editions))}: {words.listed(counted)}",
        "criteria": words.number(editions[-1]["criteria_count"]),
        "present_since": words.month(data.ask("standard_changes")["changed_on"].iloc[-1]),
    }  # fmt: skip


@view
def corrections(contact: str, filters: Filters) -> None:
    """How to report an error to `contact`, and what has been corrected."""
    rows = data.ask("corrections")
    where = f"Write to {contact} with" if contact else "Send the maintainers of this portal"
    section.said(
        "Corrections",
        f"**Found an error?** {where} the address of the page, what is wrong, and a public page that shows it. A value that "
        "was published is never overwritten silently: it is corrected by a row of a list, with the reason, and what an update "
        "changes in the awards is logged, one by one. The list holds "
        f"{words.of(len(rows), 'correction') if len(rows) else 'no correction'} so far.",
    )
    links.page("tracking", "What each update changed", filters, section="Changes")
    if rows.empty:
        return
    with st.expander("Every correction"):
        titles = dict(data.ask("data_dictionary")[["column_name", "column_title"]].to_numpy())
        config = {
            titles["corrected_on"]: st.column_config.DateColumn(format="YYYY-MM-DD"),
            titles["source_url"]: st.column_config.LinkColumn(),
        }
        named = rows.rename(columns=titles)
        st.dataframe(named, hide_index=True, height=420, placeholder="", column_config=config, alt="Corrections of the record")


@view
def licenses(contact: str) -> None:
    """Licenses and credits, contact, privacy, accessibility."""
    section.said(
        "Licenses, privacy, accessibility",
        f"- **License.** {_may(data.snapshot().terms)} The code is MIT.\n"
        "- **Credits.** Locations of cities: [GeoNames](https://www.geonames.org/) (CC BY 4.0); Las Condes: "
        "[SimpleMaps](https://simplemaps.com/) (CC BY 4.0). Outlines of states and US populations: US Census Bureau. Outlines "
        "of countries: [Natural Earth](https://www.naturalearthdata.com/). Everything else: the page named in each row.\n"
        f"- **Contact.** {contact or 'The maintainers of this copy of the portal have not given an address.'}\n"
        "- **Privacy.** No account, no tracking, nothing stored about visitors, nothing loaded from other sites.\n"
        "- **Accessibility.** Every picture has its answer as a sentence, its text alternative and its table. No meaning is "
        "carried by color alone. Cities have a plain page that works without JavaScript. Tell us where that fails.",
    )


def _may(terms: Terms) -> str:
    """What anybody may do with the compilation."""
    if not terms.url:
        return f"{terms.name}. Nothing of this copy may be passed on; the public record is open."
    return f"The compilation is {terms.markdown}: use it for anything, and name “{PUBLISHER}” with the as-of date."
