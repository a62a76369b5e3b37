"""A click means what was on screen: names are told apart, and a name that is no longer known opens nothing and is said."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from ui import clicks


def test_a_name_of_several_cities_is_told_apart_and_one_of_a_single_city_stays() -> None:
    names = ["Columbus", "Boston", "Columbus", "Columbus", ""]
    assert clicks.apart(names, ["columbus-oh", "boston-ma", "columbus-ga", "columbus-oh", None]) == [
        "Columbus, OH", "Boston", "Columbus, GA", "Columbus, OH", "",
    ]  # fmt: skip


def test_names_that_their_country_does_not_tell_apart_are_told_apart_by_the_whole_address() -> None:
    cities = ["san-martin-mendoza-ar", "san-martin-chaco-ar", "san-martin-pe"]
    assert clicks.apart(["San Martín"] * 3, cities) == [
        "San Martín (san-martin-mendoza-ar)", "San Martín (san-martin-chaco-ar)", "San Martín, PE",
    ]  # fmt: skip


def clicked(name: str) -> list[str]:
    """What a page says and opens after a click on `name`, where Austin and Boston had been shown."""

    def page() -> None:
        import streamlit as st

        from ui import clicks

        if "asked" in st.session_state:
            st.session_state["cities-clicked"] = {"row": 0, "label": st.session_state.pop("asked")}
            clicks._name("cities", {"Austin": "austin-tx", "Boston": "boston-ma"}, None)
        st.text(f"opened {clicks.taken('cities')}")

    app = AppTest.from_function(page)
    app.session_state["asked"] = name
    app.run()
    return [*(warning.value for warning in app.warning), *(text.value for text in app.text)]


def test_a_click_opens_what_its_name_stood_for_whatever_its_row() -> None:
    assert clicked("Boston") == ["opened boston-ma"]


def test_a_name_that_is_not_on_the_list_any_more_opens_nothing_and_the_page_says_why() -> None:
    said, opened = clicked("Chicago")
    assert said.startswith("The list has changed since “Chicago” was shown, so nothing was opened.")
    assert opened == "opened None"


def test_a_row_without_a_city_is_no_mistake_of_the_reader() -> None:
    assert clicked("") == ["opened None"]
