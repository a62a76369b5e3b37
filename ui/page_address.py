"""Controls of one page that the address keeps, so that a link and one Back restore them.

They are not bound by Streamlit: a bound widget that the next page does not draw costs an entry of the browser's history,
and Back returns to an address without it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st


def read(name: str, options: Sequence[str], default: str | None = None, former: Mapping[str, str] | None = None) -> None:
    """Sets the control of key `name`, before it is drawn, to what the address says, where that is one of the options.

    `former`: what an option was called in the addresses of earlier days, and the option of today.
    """
    asked = st.query_params.get(name)
    asked = (former or {}).get(asked or "", asked)
    st.session_state[name] = asked if asked in options else default


def write(name: str) -> None:
    """A callback: puts the state of the control into the address, or takes it out where the control is empty."""
    value = st.session_state[name]
    if value:
        st.query_params[name] = str(value)
    elif name in st.query_params:
        del st.query_params[name]


def unknown(name: str, options: Sequence[str]) -> str | None:
    """The value of `name` in the address where it is none of the options."""
    asked = st.query_params.get(name)
    return asked if asked and asked not in options else None
