"""The record as files and as an open API, explained for people, with examples that run as they stand."""

from __future__ import annotations

import streamlit as st

from queries.download_list import downloads
from queries.endpoints import ENDPOINTS, MANY, PARAMETERS, PREFIX, example
from ui import data, section, small_text
from ui.element_cache import view

MAIN = {
    "certified-cities.xlsx": "Excel workbook with every table",
    "certified-cities.zip": "Every table as CSV, with datapackage.json",
    "certified-cities.duckdb": "The database itself, with every table, view and macro; opens in DuckDB 1.1 or newer",
    "certified_cities.geojson": "The certified cities as points with their latest level",
    "datapackage.json": "All files and columns described (Frictionless Data Package)",
}
LANGUAGES = {"curl": "bash", "Python": "python", "R": "r", "Spreadsheet": None, "DuckDB": "sql"}


def pasted(base: str) -> dict[str, str]:
    """One line for each tool that gives it every award, as it stands; README.md begins with the same."""
    awards = f"{base}{PREFIX}/awards.csv"
    return {
        "pandas": f'pandas.read_csv("{awards}")',
        "DuckDB": f"from '{base}/downloads/awards.parquet';",
        "R": f'read.csv("{awards}")',
        "Excel": f"{base}/files/awards.csv",
        "curl": f"curl --remote-name {awards}",
    }


@view
def first_lines(base: str) -> None:
    """What a person pastes who only wants the data."""
    after = {"Excel": " (Data, From Web)"}
    lines = [f"- {tool}{after.get(tool, '')}: `{line}`" for tool, line in pasted(base).items()]
    st.markdown("\n".join(["Every award with its source, in one line:\n", *lines]))


@view
def files(base: str) -> None:
    """The bulk downloads: the main ones as links, all of them with size and checksum; `base` is the address of the portal."""
    title, found = "Downloads", downloads(data.snapshot())
    if not found:
        section.said(title, "This copy of the portal offers no bulk files; the open API below has the same rows.")
        return
    lines = [
        f"- :material/download: [{name}](/downloads/{name}) ({found[name].size / 1000:,.0f} KB): {meaning}"
        for name, meaning in MAIN.items()
    ]
    whole = "The whole record as of its newest date, made when the record was built."
    section.said(title, "\n".join([f"{whole}\n", *lines]))
    with st.expander("Every file, with its checksum"):
        rows = [
            {"File": f"{base}/downloads/{name}", "Bytes": file.size, "SHA-256": file.sha256}
            for name, file in sorted(found.items())
        ]
        config = {
            "File": st.column_config.LinkColumn(display_text=r"/downloads/(.+)$"),
            "Bytes": st.column_config.NumberColumn(format="localized"),
        }
        st.dataframe(rows, hide_index=True, height=420, column_config=config, alt="Every file that can be downloaded")
        small_text.remark("Check them with `sha256sum --check` and the list [SHA256SUMS](/downloads/SHA256SUMS).")


@view
def api(base: str) -> None:
    """What can be asked, with which parameters, and examples under `base`."""
    answers = "\n".join(f"- `{PREFIX}/{e.name}.json` {e.summary}. Parameters: {', '.join(e.parameters)}." for e in ENDPOINTS)
    section.said(
        "Open API",
        "No key, no account. An answer is the same as on the pages, because it is made by the same query. Every answer "
        "comes as `.json` and "
        "`.csv`; cities and awards also as `.geojson`, `.xlsx`, `.parquet` and `.zip`. A parameter can be repeated: its "
        "values are "
        "alternatives. A value that means nothing is answered with an error that says what would be right. "
        f"Described for programs: [openapi.json]({PREFIX}/openapi.json). New awards as a feed: [feed.atom](/feed.atom); every "
        "change of the record as one: [changes.atom](/changes.atom).\n\n"
        f"{answers}",
    )
    with st.expander("What each parameter means"):
        rows = [
            {
                "Parameter": name,
                "Meaning": data.vocabulary().filled(parameter.description),
                "Example": str(example(name, data.vocabulary())),
                "Repeatable": "yes" if name in MANY else "no",
            }
            for name, parameter in PARAMETERS.items()
        ]
        st.dataframe(rows, hide_index=True, height="content", alt="The parameters of the open API")
    with st.expander("Examples for a shell, Python, R, a spreadsheet and DuckDB"):
        for name, text in examples(base, data.vocabulary().levels[:2][-1]).items():
            st.code(text, language=LANGUAGES[name], wrap_lines=True)


def examples(base: str, level: str) -> dict[str, str]:
    """Calls that run as they stand, by the tool they are for; `base` is the address of the portal, `level` that of the awards."""
    awards = f"{base}{PREFIX}/awards.csv?level={level}&state=TX&since=2021"
    return {
        "curl": f"# In a shell\ncurl --remote-name --remote-header-name '{awards}'\n"
        f"curl '{base}{PREFIX}/counts.json?by=level&as_of=2021-12-15'",
        "Python": f'# In Python\nimport pandas as pd\n\nawards = pd.read_csv("{awards}")\n'
        f'counts = pd.read_csv("{base}{PREFIX}/counts.csv?by=state")\nprint(awards[["city", "award", "announced_on"]])',
        "R": f'# In R\nawards <- read.csv("{awards}")\ntable(awards$award)',
        "Spreadsheet": f'Google Sheets:  =IMPORTDATA("{awards}")\n'
        f"Excel:          Data, From Web, then the address {awards}\n"
        f"LibreOffice:    Sheet, External Links, then the same address",
        "DuckDB": f"-- In DuckDB\nselect city, level from '{base}/downloads/certified_cities.parquet';",
    }
