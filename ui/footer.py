"""The footer of every page: who this is, how far the record reaches, license, contact."""

from __future__ import annotations

from datetime import date

import streamlit as st

import settings
from queries import words
from queries.snapshot import Snapshot
from ui import section


def contact() -> str:
    """How to reach the maintainers: the setting PORTAL_CONTACT (a mail address or a page), empty where none is set."""
    return settings.current().contact


def label(snapshot: Snapshot) -> None:
    """At the top of every page of a record that may not be passed on: that it may not."""
    if not snapshot.terms.url:
        st.badge(snapshot.terms.name, icon=":material/lock:", color="red")


def draw(snapshot: Snapshot) -> None:
    """Draws the footer."""
    checked = date.fromisoformat(snapshot.facts["last_checked_on"])
    remarks = (
        "Independent record, not run by Bloomberg Philanthropies or Results for America. "
        f"The record ends {words.month(snapshot.newest)}; last checked {words.month(checked)}.",
        f"Compilation: {snapshot.terms.markdown}. City locations: GeoNames (CC BY 4.0); one: "
        "SimpleMaps (CC BY 4.0). State outlines and US populations: US Census Bureau. Country outlines: Natural Earth. "
        "Awards and evidence: the page named in each row.",
        f"{'Contact: ' + contact() + '. ' if contact() else ''}Privacy: no account, no tracking, nothing stored about visitors. "
        "Accessibility: every picture has its text and its table; tell us where that fails.",
    )
    section.answered("---", remarks=remarks)
