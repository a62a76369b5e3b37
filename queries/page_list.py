"""The pages of the portal, declared once: menu, addresses, heads, sitemap and warm-up are made from this."""

from __future__ import annotations

from dataclasses import dataclass

from queries.filters import AWARDS, CITIES, Filter


@dataclass(frozen=True)
class PageInfo:
    """One page: the file in pages/ that draws it, its name in the menu, the reader's question, its line in search engines."""

    name: str
    title: str
    icon: str
    question: str
    description: str
    heading: str = ""  # what stands over it under every filter; empty: what the record or the filter says
    has_search: bool = False  # of its own, so that the frame adds none
    narrowed: tuple[str, ...] = (CITIES,)  # the lists that filters narrow on it; none: only the date acts
    has_pictures: bool = True  # so that a browser begins to load what draws them together with the page
    is_in_sitemap: bool = True  # of a city, search engines read the small page at /cities/<slug>

    @property
    def address(self) -> str:
        """Its path; the overview is at the root."""
        return "/" if self.name == "overview" else f"/{self.name}"

    def uses(self, one: Filter) -> bool:
        """Whether a filter acts on this page."""
        return one.kind == "day" or any(narrowed in one.on for narrowed in self.narrowed)


PAGES = {
    page.name: page
    for page in (
        PageInfo(
            "overview", "Overview", ":material/home:", "How many cities are certified, and what is new?",
            "How many city halls in the Americas are certified for using data well, and what is new?", has_search=True,
        ),
        PageInfo(
            "map", "Map", ":material/map:", "Where are the certified cities?",
            "Where are the certified cities? By state and country, as of any date.",
        ),
        PageInfo(
            "growth", "Growth", ":material/trending_up:", "How has the number of certified cities grown since 2017?",
            "How has the number of certified cities grown since 2017?", "How the number grew",
        ),
        PageInfo(
            "practices", "Practices", ":material/checklist:", "What public evidence is there of each practice, city by city?",
            "What public evidence is there of each practice, city by city?", "The eight practices",
        ),
        PageInfo(
            "city", "Cities", ":material/location_city:", "What is on record for this city?",
            "What is on record for a city: awards, dates, levels and their sources.", narrowed=(), is_in_sitemap=False,
        ),
        PageInfo(
            "records", "Records", ":material/table_rows:", "Which awards match my filter, and can I have them?",
            "Every award with its source: filter, cite and download.",
            narrowed=(AWARDS,), has_pictures=False,
        ),
        PageInfo(
            "tracking", "Check the count", ":material/fact_check:", "Do our numbers match the program's, and what is missing?",
            "Do our numbers match the program's announced totals, and what is missing?", "Tracking the count",
        ),
        PageInfo(
            "about", "About", ":material/info:", "Where does this come from, how is it counted, what do the columns mean?",
            "Where the record comes from, how it is counted, what the columns mean, and its open API.", "About this record",
            narrowed=(), has_pictures=False,
        ),
    )
}  # fmt: skip
BY_ADDRESS = {page.address: page for page in PAGES.values()}
