"""The bars of `make bench`: what each row measures and how good it has to be; one row per line of the promise."""

from __future__ import annotations

from dataclasses import dataclass

RATIO = "×"


@dataclass(frozen=True)
class Bar:
    """One promise. `unit` is × for a ratio within one run; anything else is an amount or a count."""

    key: str
    what: str
    limit: float
    unit: str = RATIO
    at_least: bool = False

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


BARS: dict[str, list[Bar]] = {
    "seen": [
        Bar("cpu", "CPU per rerun of each of the eight pages, view seen before, against an empty page in the same frame", 1.5),
        Bar("rate", "its reruns per second at 10 sessions, against the empty page's", 0.7, at_least=True),
    ],
    "unseen": [
        Bar("cpu", "CPU per rerun of each of the eight pages, view never seen, against an empty page in the same frame", 6),
        Bar("growth", "growth never seen, against a rerun of the overview's twin in stock Streamlit: one chart, one table", 1.5),
        Bar("twin", "every other page never seen, against the same", 1.0),
    ],
    "empty": [
        Bar("latency", "empty rerun of the portal as served, against `streamlit run` on defaults with the same imports", 0.15),
        Bar("cpu", "its CPU, the same", 0.15),
    ],
    "stock": [
        Bar("latency", "overview against the stock Streamlit twin on the same records: latency", 0.1),
        Bar("rate", "reruns per second at 50 sessions, against the twin's", 15, at_least=True),
    ],
    "many": [
        Bar("rate", "reruns per second at 200 sessions against 10, closed loop", 0.85, at_least=True),
    ],
    "crowd": [
        Bar("errors", "300 sessions, 5 s mean think time: runs that failed", 0, "errors"),
        Bar("p95", "their p95 against the p95 at 10", 4),
    ],
    "memory": [
        Bar("session", "memory per extra open session", 0.3, "MiB"),
        Bar("after", "memory after 2,000 reruns and 300 sessions, against warm", 1.2),
    ],
    "bytes": [
        Bar("overview", "bytes of a first visit to the overview, against uncompressed", 0.35),
        Bar("map", "bytes of a first visit to the map, against uncompressed", 0.35),
        Bar("again", "bytes of a repeated visit", 60, "KB"),
    ],
    "browser": [
        Bar("answer", "heading, number and sentence of a first visit at 10 Mbit/s and 40 ms, against the Dash twin ready", 0.3),
        Bar("ready", "page ready in a browser at 10 Mbit/s and 40 ms, against the Dash twin, both compressed", 0.8),
        Bar("change", "change of filter to redrawn chart, against the Dash twin, both compressed", 1.0),
    ],
    "map": [
        Bar("cpu", "rerun of the map against the bar chart of the overview, CPU", 1.5),
        Bar("figure", "the map's figure on the wire", 150, "KB"),
    ],
    "api": [
        Bar("rate", "/api/v1/awards.json?level=Gold against datasette on the same table: requests per second", 5, at_least=True),
        Bar("p99", "their p99", 0.3),
    ],
    "build": [
        Bar("time", "build of 1,000,000 synthetic awards with all checks, against pandas → SQLite without any: time", 1.5),
        Bar("memory", "peak memory, the same", 0.8),
        Bar("progress", "steps of the build that it names on the way", 4, "steps", at_least=True),
    ],
    "replicas": [
        Bar("rate", "reruns per second of two processes behind nginx against one, two cores", 1.7, at_least=True),
    ],
}  # fmt: skip
