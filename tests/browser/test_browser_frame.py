"""In a real browser: the frame of every page under a finger, a keyboard, a browser that translates, and a date that is typed."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.kit.addresses import comes_to
from tests.kit.tiers import long

TRANSLATED = """() => {
  const words = document.createTreeWalker(document.querySelector('[data-testid=stMain]'), NodeFilter.SHOW_TEXT)
  const found = []
  while (words.nextNode()) if (words.currentNode.data.trim()) found.push(words.currentNode)
  for (const text of found) {
    const outer = document.createElement('font'), inner = document.createElement('font')
    inner.textContent = text.data
    outer.append(inner)
    text.replaceWith(outer)
  }
}"""
# What a reader sees, without pictures, whose words are no text of the page, and without what stands in the search line.
SAID = """() => [...document.querySelectorAll('[data-testid=stMain] :is(h1, h2, h3, p, li)')]
  .filter((one) => one.offsetParent && !one.closest('button, a'))
  .map((one) => one.innerText.trim()).filter((text) => /\\d/.test(text))"""
STOPS = 14
# How the focus is drawn: by the element, or by the box that holds a field.
FOCUS = """() => {
  const one = document.activeElement, box = one.closest('[data-baseweb], [data-testid$=RootElement]') || one
  const styles = [getComputedStyle(one), getComputedStyle(box)]
  return {
    of: one.outerHTML.slice(0, 120),
    width: Math.max(...styles.map((style) => (style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth)))),
    shadow: styles.map((style) => style.boxShadow).find((shadow) => shadow !== 'none') || 'none',
  }
}"""
PAGES = ("", "map", "growth", "practices", "records", "tracking")


def opened(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator("[data-testid=stMain] h1")).to_be_visible()
    expect(page.get_by_text("Independent record, not run by")).to_be_visible()
    page.wait_for_timeout(1_500)


@pytest.mark.parametrize("name", ["records", *map(long, sorted(set(PAGES) - {"records"}))])
def test_a_translated_page_never_keeps_an_old_number(page: Page, site: str, name: str) -> None:
    opened(page, f"{site}/{name}?level=Gold")
    said = set(page.evaluate(SAID))
    opened(page, f"{site}/{name}")
    page.evaluate(TRANSLATED)
    line = page.get_by_role("combobox", name="Search or ask")
    line.fill("gold")
    line.press("Enter")
    expect(page.locator(".st-key-chip-level-Gold")).to_be_visible()
    page.wait_for_timeout(3_000)
    assert set(page.evaluate(SAID)) - said == set()


@pytest.mark.parametrize("key", ["Enter", long("Tab")])
def test_a_date_that_was_written_applies_by_enter_and_by_tab(page: Page, site: str, key: str) -> None:
    opened(page, f"{site}/records")
    page.get_by_role("button", name="As of Jan 14, 2026").click()
    written = page.get_by_role("textbox", name="Another date")
    written.fill("December 2021")
    written.press(key)
    expect(page.get_by_role("button", name="As of Dec 31, 2021")).to_be_visible()
    comes_to(page, "/records", as_of="2021-12-31")


@pytest.mark.proof
def test_a_date_that_means_nothing_is_named_and_changes_nothing(page: Page, site: str) -> None:
    opened(page, f"{site}/records")
    page.get_by_role("button", name="As of Jan 14, 2026").click()
    written = page.get_by_role("textbox", name="Another date")
    written.fill("the day before")
    written.press("Enter")
    expect(page.get_by_text("“the day before” is not a date")).to_be_visible()
    expect(page.get_by_role("button", name="As of Jan 14, 2026")).to_be_visible()


@pytest.mark.parametrize("name", ["records", long("map"), long("")])
def test_the_first_stop_of_the_keyboard_skips_to_the_title(page: Page, site: str, name: str) -> None:
    opened(page, f"{site}/{name}")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    expect(page.get_by_role("link", name="Skip to the content")).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "H1"
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('[data-testid=stMain]').contains(document.activeElement)")


@pytest.mark.parametrize("name", ["", long("practices"), long("about")], ids=lambda name: name or "overview")
def test_whatever_has_the_focus_is_seen_to_have_it(page: Page, site: str, name: str) -> None:
    opened(page, f"{site}/{name}")
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        drawn = page.evaluate(FOCUS)
        assert drawn["width"] >= 2 or drawn["shadow"] != "none", drawn
