"""Where the desk works: whose directories, who sits at it, and one piece of work at a time."""

from __future__ import annotations

import threading

import streamlit as st

import settings
from etl.loading.plans import Directories
from etl.publishing.snapshot_files import POINTER

# DuckDB opens a file once in a process, with one set of settings; and two builds would each take the memory of one.
ONE_AT_A_TIME = threading.Lock()
PUBLIC, STAFF = "public", "staff"
WHOSE = {PUBLIC: "Everybody: the public record", STAFF: "Staff alone: scores that are not public"}


def directories(audience: str = PUBLIC) -> Directories:
    """Where things are: as the settings say. The staff's record is published where there is one, or where one is meant."""
    chosen = settings.current()
    out = {PUBLIC: chosen.snapshots}
    if audience == STAFF or (chosen.staff_snapshots / POINTER).exists():
        out[STAFF] = chosen.staff_snapshots
    return Directories(out=out)


def person() -> str:
    """The mail address of who is signed in; empty where nobody has to, and then the ledger names the user of the machine."""
    return str(st.user.to_dict().get("email") or "")
