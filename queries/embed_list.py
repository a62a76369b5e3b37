"""The pictures that other sites may show in a frame: which there are, how high each is, and the snippet that shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

WIDTH, WIDEST, AROUND = 480, 640, 190


@dataclass(frozen=True)
class Embed:
    """One picture: its name in the address, what it is called, the page it leads to, its height at 480 units of width."""

    name: str
    title: str
    page: str
    height: int

    def path(self, slug: str = "") -> str:
        """Its path; that of a city ends in the city's name."""
        return f"/embed/{self.name}{'/' + slug if slug else ''}"

    @property
    def frame_height(self) -> int:
        """Pixels for the picture at its widest, its title and sentence, and the line with date, source and link."""
        return round(self.height * WIDEST / WIDTH) + AROUND

    def snippet(self, base: str, pairs: Iterable[tuple[str, str]], title: str, slug: str = "") -> str:
        """The HTML that shows it on another site."""
        query = urlencode(list(pairs))
        source = f"{base}{self.path(slug)}{'?' + query if query else ''}"
        return (
            f'<iframe src="{escape(source)}" title="{escape(title)}" width="100%" height="{self.frame_height}" '
            f'style="border:0;max-width:{WIDEST}px" loading="lazy"></iframe>'
        )


EMBEDS = {
    one.name: one
    for one in (
        Embed("growth", "How the number grew", "growth", 260),
        Embed("levels", "Cities by latest level", "overview", 190),
        Embed("map", "Where the certified cities are", "map", 330),
        Embed("count", "How many cities are certified", "overview", 70),
        Embed("city", "One city over time", "city", 150),
    )
}
OF_PAGES = {"overview": ("count", "levels"), "map": ("map",), "growth": ("growth",), "city": ("city",)}
