"""The bars of `make bench`: what each row measures and how good it has to be; one row per line of the promise."""

from __future__ import annotations

from dataclasses import dataclass

RATIO = "×"


@dataclass(frozen=True)
class Bar:
    """One promise. `unit` is × for a ratio within one run; anything else is an amount or a count.

    `is_old`: what was promised before, shown for one release more beside what has taken its place.
    """

    key: str
    what: str
    limit: float
    unit: str = RATIO
    at_least: bool = False
    is_old: bool = False

    def is_met(self, measured: float) -> bool:
        """Whether the figure is as good as promised."""
        return measured >= self.limit if self.at_least else measured <= self.limit

    @property
    def in_words(self) -> str:
        """`≤ 1.5×`, `≥ 0.7×`, `0 errors`."""
        sign = "≥ " if self.at_least else "≤ " if self.limit else ""
        return sign + amount(self.limit, self.unit)


def amount(value: float, unit: str) -> str:
    """A figure with its unit: `0.35×`, `60 KB`, `1,200 KB`."""
    digits = (
        f"{value:,.0f}" if value == int(value) or value >= 100 else f"{value:,.2f}".rstrip("0") if value < 10 else f"{value:,.1f}"
    )
    return digits + (unit if unit == RATIO else f" {unit}")


@dataclass(frozen=True)
class Row:
    """One line of the promise: what a reader feels of it, and its bars."""

    felt: str
    bars: tuple[Bar, ...]


ROWS: dict[str, Row] = {
    "seen": Row("A filter that anybody chose before is there at once.", (
        Bar("twin", "CPU of each page, view seen before, against a rerun of the stock Streamlit twin", 0.1),
        Bar("cpu", "the same against an empty page of our own", 1.5, is_old=True),
        Bar("rate", "its reruns per second at 10 sessions, against the empty page's", 0.7, at_least=True, is_old=True),
    )),
    "own": Row("What a rerun takes is Streamlit's price; the portal adds little to it.", (
        Bar("share", "share of the computing of reruns, all pages, that is in the portal's own code", 10, "%"),
    )),
    "unseen": Row("A filter that nobody ever chose takes no longer than a plain dashboard of one chart and one table.", (
        Bar("twin", "CPU of each page, view never seen, against a rerun of the stock Streamlit twin", 1.0),
        Bar("cpu", "the same against an empty page of our own", 6, is_old=True),
    )),
    "empty": Row("The frame around every page costs no wait.", (
        Bar("latency", "empty page as served, against `streamlit run` with the same imports: latency", 0.15),
        Bar("cpu", "its CPU", 0.15),
    )),
    "stock": Row("Fifty people at once do not notice each other.", (
        Bar("latency", "overview against the stock Streamlit twin on the same records: latency", 0.1),
        Bar("rate", "reruns per second at 50 sessions", 20, at_least=True),
    )),
    "many": Row("Two hundred open tabs slow nobody down.", (
        Bar("rate", "reruns per second at 200 sessions against 10", 0.85, at_least=True),
    )),
    "crowd": Row("On the day of an announcement, with 300 readers, pages still answer at once.", (
        Bar("errors", "300 sessions, 5 s mean think time: runs that failed", 0, "errors"),
        Bar("p95", "their p95 against the p95 at 10", 3),
    )),
    "neighbor": Row("Somebody who asks without end does not take the portal from others.", (
        Bar("p95", "p95 of others beside 60 sockets of one address that never rest, against without them", 2),
    )),
    "memory": Row("The portal runs for months on a small machine.", (
        Bar("session", "memory per extra open session", 0.3, "MiB"),
        Bar("after", "memory after 2,000 reruns and 300 sessions, against warm", 1.2),
    )),
    "bytes": Row("A visit by telephone costs little, the second next to nothing.", (
        Bar("overview", "bytes of a first visit to the overview, against uncompressed", 0.35),
        Bar("map", "bytes of a first visit to the map, against uncompressed", 0.35),
        Bar("again", "bytes of a repeated visit", 60, "KB"),
    )),
    "browser": Row("On a slow line the number can be read at once, and a filter redraws the chart before one looks again.", (
        Bar("answer", "heading, number and sentence of a first visit at 10 Mbit/s and 40 ms, against the Dash twin ready", 0.3),
        Bar("ready", "page ready, against the Dash twin, both compressed", 0.9),
        Bar("change", "change of filter to redrawn chart, against the Dash twin", 1.0),
    )),
    "map": Row("The map is as quick as a bar chart.", (
        Bar("cpu", "rerun of the map against the bar chart of the overview, CPU", 1.5),
        Bar("figure", "the map's figure on the wire", 150, "KB"),
    )),
    "api": Row("A program that asks for every list is not kept waiting.", (
        Bar("rate", "/api/v1/awards.json?level=Gold against datasette on the same table: requests per second", 5, at_least=True),
        Bar("p99", "their p99", 0.3),
    )),
    "build": Row("A record a thousand times larger still builds while one fetches a coffee.", (
        Bar("time", "build of {awards} awards with all checks, against pandas that writes SQLite and the same files: time", 1.5),
        Bar("memory", "its peak memory", 0.8),
        Bar("progress", "steps of the build that it names on the way", 4, "steps", at_least=True),
    )),
    "everyday": Row("Staff who publish an announcement see it after three seconds.", (
        Bar("time", "`python -m etl build` of the real record, all files, two cores", 3, "s"),
    )),
    "hooks": Row("Each departure from Streamlit's own ways is worth its lines.", (
        Bar("collection", "garbage by the clock: reruns at 50 or p95 at 300 readers, with and without", 1.2, at_least=True),
    )),
    "replicas": Row("A second process on the same machine nearly doubles what the portal can bear.", (
        Bar("rate", "reruns per second of two processes behind nginx against one, two cores", 1.8, at_least=True),
    )),
}  # fmt: skip
