"""The file that a person chose, for whom it is, and what they say of its announcement."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import streamlit as st

from desk.work_place import PUBLIC, WHOSE
from etl.loading.plans import Given
from etl.reading.announcement_sheet import DATE
from etl.reading.mends import Mend
from etl.schema import ANNOUNCEMENT_COLUMNS, COLUMNS

FORMATS = ["xlsx", "csv", "tsv", "txt", "json", "jsonl", "geojson", "parquet"]
LARGEST_MB = 20
MENDS, ROUND = "accepted mends", "which file of this visit"


@dataclass(frozen=True)
class Chosen:
    """What is to be loaded: its bytes and name, the audience, and what was said and accepted of it."""

    content: bytes
    name: str
    audience: str
    announcement: dict[str, str] = field(default_factory=dict)
    mends: tuple[Mend, ...] = ()

    def given(self, folder: Path) -> Given:
        """The file on the disk, as the loading side takes it."""
        path = folder / f"chosen{Path(self.name).suffix.lower()}"
        path.write_bytes(self.content)
        return Given(path, self.name, self.announcement, self.mends)


def choose() -> Chosen | None:
    """Draws the choice; None until a file is there."""
    number = st.session_state.setdefault(ROUND, 0)
    left, right = st.columns([3, 2], gap="large")
    file = left.file_uploader(
        "A file of awards: a workbook, CSV, JSON or Parquet", FORMATS, key=f"file-{number}", max_upload_size=LARGEST_MB,
        on_change=forget_mends,
    )  # fmt: skip
    audience = right.radio("For whom", list(WHOSE), format_func=WHOSE.__getitem__, key=f"audience-{number}")
    if file is None:
        return None
    said = _announcement(number)
    return Chosen(file.getvalue(), file.name, audience or PUBLIC, said, tuple(st.session_state.get(MENDS, ())))


def _announcement(number: int) -> dict[str, str]:
    """What the person says of the announcement beside the file; a blank field leaves what the file says."""
    with st.expander("The announcement, where the file does not say it"), st.form(f"announcement-{number}", border=False):
        titles = {DATE: "Date, as 2026-05-12"} | {name: COLUMNS[column].title for name, column in ANNOUNCEMENT_COLUMNS.items()}
        said = {name: st.text_input(title, key=f"{name}-{number}").strip() for name, title in titles.items()}
        st.form_submit_button("Use this")
    return {name: text for name, text in said.items() if text}


def accept(mends: tuple[Mend, ...]) -> None:
    """Reads the file with these mends from now on."""
    st.session_state[MENDS] = (*st.session_state.get(MENDS, ()), *mends)


def forget_mends() -> None:
    """For another file: nothing is accepted of it yet."""
    st.session_state[MENDS] = ()


def put_away() -> None:
    """The next run asks for a file again."""
    forget_mends()
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1


def folder() -> tempfile.TemporaryDirectory[str]:
    """A directory for the file while it is looked at; its content is gone afterwards."""
    return tempfile.TemporaryDirectory(prefix="desk-")
