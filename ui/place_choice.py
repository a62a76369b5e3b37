"""Places: one list by country, then state or region, each with its count; what is chosen stands as a chip."""

from __future__ import annotations

import streamlit as st

from queries.filters import Filter, Filters
from queries.one_line import understand
from ui import data
from ui.element_cache import kept

KEY, FIRST = "place-choice", "country"


def draw(one: Filter, options: list[str], disabled: bool) -> list[str]:
    """The bound list of one kind of place, out of sight; before the first of them, the list from which both are filled."""
    if one.name == FIRST:
        st.selectbox(
            "Country, state or region", list(places()), index=None, key=KEY, placeholder="Texas, Brazil, São Paulo …",
            accept_new_options=True, on_change=_add, disabled=disabled,
        )  # fmt: skip
    with st.container(key=f"bound-{one.name}"):
        return st.multiselect(one.label, options, key=one.name, bind="query-params", disabled=disabled)


@kept
def places() -> dict[str, tuple[str, str]]:
    """What each choice stands for (parameter, value): countries by their number of cities, under each its states or regions."""
    countries = data.ask("city_count_by_country", Filters()).sort_values("city_count", ascending=False)
    regions = data.ask("city_count_by_state", Filters()).sort_values("state_name")
    found: dict[str, tuple[str, str]] = {}
    for row in countries.to_dict("records"):
        found[f"{row['country_name']} ({row['city_count']})"] = ("country", row["country_name"])
        for region in regions[regions["country"] == row["country"]].to_dict("records"):
            label = f"{region['state_name']}, {row['country_name']} ({region['city_count']})"
            found[label] = ("state", region["state_name"])
    named = {value for _, value in found.values()}
    found |= {f"{name} (region)": ("region", name) for name in data.vocabulary().options["region"]}
    return found | {f"{name} (none)": ("state", name) for name in data.snapshot().words.options["state"] if name not in named}


def _add() -> None:
    """Adds what was chosen, or written in any spelling, to its filter, and empties the list."""
    said = st.session_state[KEY]
    st.session_state[KEY] = None
    pairs = [places()[said]] if said in places() else list(understand(said or "", data.snapshot()).pairs)
    for name, value in pairs:
        if name in ("country", "state", "region") and value not in (st.session_state.get(name) or []):
            st.session_state[name] = [*(st.session_state.get(name) or []), value]
