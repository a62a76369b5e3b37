"""What was read of the file, and what is wrong with it: each mend is one click for all rows that it fits."""

from __future__ import annotations

import tempfile
from pathlib import Path

import streamlit as st

from desk.chosen_file import Chosen, accept, forget_mends
from desk.foreseen_step import Foreseen
from etl.checking.mend_offers import Offer, offers
from etl.findings import Finding
from etl.publishing import marked_workbook
from etl.reading.reference import Reference, load
from ui import small_text
from ui.escaping import escaped

MOST_SHOWN = 40
LINES_NAMED = 8


def draw(chosen: Chosen, found: Foreseen) -> None:
    """What was read, the mends accepted so far, then problems and remarks, those that stop the load first."""
    st.subheader("What was read", anchor=False)
    st.markdown("\n".join(f"- {escaped(reading)}" for reading in found.readings))
    _accepted(chosen)
    if not found.findings:
        return
    reference = load()
    offered = offers(found.findings, reference)
    problems = sum(finding.blocks for finding in found.findings)
    st.subheader(_headline(problems, len(found.findings) - problems), anchor=False)
    for number, offer in enumerate(offered[:MOST_SHOWN]):
        with st.container(border=True, key=f"problem-{number}"):
            _offer(number, offer)
    if len(offered) > MOST_SHOWN:
        st.markdown(f"… and {len(offered) - MOST_SHOWN} more kinds: the marked workbook has every one.")
    if problems:
        _marked(chosen, found.findings, reference)


def _headline(problems: int, remarks: int) -> str:
    said = [f"{count} {noun}{'' if count == 1 else 's'}" for count, noun in ((problems, "problem"), (remarks, "remark")) if count]
    return " and ".join(said) + (": nothing can be loaded yet" if problems else ": nothing stands in the way")


def _offer(number: int, offer: Offer) -> None:
    first = offer.first
    icon = ":material/error:" if first.blocks else ":material/info:"
    st.markdown(f"{icon} **{escaped(_where(offer))}** {escaped(_sentence(first.message))} {escaped(_sentence(first.mend))}")
    if not offer.choices and not offer.takes_text:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        for place, (words, mends) in enumerate(offer.choices.items()):
            is_likeliest = place == 0 and first.blocks
            key, kind = f"mend-{number}-{place}", "primary" if is_likeliest else "secondary"
            st.button(escaped(words), key=key, on_click=accept, args=(mends,), type=kind)  # type: ignore[arg-type]
        if offer.takes_text:
            with st.popover("Something else"):
                _other(number, offer)


def _other(number: int, offer: Offer) -> None:
    with st.form(f"other-{number}", border=False):
        text = st.text_input(f"Read in place of “{offer.first.value or 'blank'}”", key=f"text-{number}")
        if st.form_submit_button(f"Use it in {_rows(len(offer.findings))}"):
            accept((offer.written(text.strip()),))
            st.rerun()


def _where(offer: Offer) -> str:
    """`level, lines 3, 4:`; of the file as a whole its column alone."""
    lines = [str(line) for line in offer.lines if line]
    named = ", ".join(lines[:LINES_NAMED]) + (" …" if len(lines) > LINES_NAMED else "")
    place = f"line{'' if len(lines) == 1 else 's'} {named}" if lines else ""
    parts = [part for part in (offer.first.sheet, offer.first.column, place) if part]
    return f"{', '.join(parts)}:" if parts else ""


def _rows(count: int) -> str:
    return f"{count} row{'' if count == 1 else 's'}"


def _sentence(words: str) -> str:
    return words if words.endswith((".", "?", "!")) else f"{words}."


def _accepted(chosen: Chosen) -> None:
    if chosen.mends:
        with st.container(horizontal=True, vertical_alignment="center"):
            small_text.remark("Mended: " + escaped("; ".join(mend.in_words() for mend in chosen.mends)))
            st.button("Read the file as it is", on_click=forget_mends, type="tertiary", key="forget-mends")


def _marked(chosen: Chosen, findings: tuple[Finding, ...], reference: Reference) -> None:
    """The file itself with each bad cell colored and explained, made when it is asked for."""

    def made() -> bytes:
        with tempfile.TemporaryDirectory(prefix="desk-") as folder:
            given, out = chosen.given(Path(folder)), Path(folder) / "marked.xlsx"
            marked_workbook.write(out, given.path, list(findings), reference.facts.score_columns)
            return out.read_bytes()

    name = f"{Path(chosen.name).stem}-marked.xlsx"
    st.download_button("Take the file with each problem marked", made, name, key="marked", icon=":material/download:")
