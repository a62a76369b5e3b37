"""The head of a page: title, description, canonical address, preview for other sites, feeds and the record as a Dataset."""

from __future__ import annotations

import json
import textwrap
from html import escape

from queries.citation import PUBLISHER
from queries.endpoints import MEDIA_TYPES
from queries.page_answers import Answer, address
from queries.page_asked import Asked
from queries.snapshot import Snapshot

PORTAL = "Certified cities"
FORMATS = ("csv", "json", "geojson", "parquet")
LONGEST_DESCRIPTION = 300
CARD_WIDTH, CARD_HEIGHT = 1200, 630


def title(answer: Answer) -> str:
    """What a tab is called: the answer, then the portal."""
    return f"{answer.title} · {PORTAL}"


def description(asked: Asked, answer: Answer) -> str:
    """The first sentences of the page with its date, at most 300 characters."""
    said = [answer.heading, *answer.sentences] if asked.page.name in ("overview", "records") else list(answer.sentences)
    text = " ".join([*(f"{one.rstrip('.')}." for one in said if one), f"As of {asked.as_of}. {asked.page.description}"])
    return textwrap.shorten(text, LONGEST_DESCRIPTION, placeholder=" …")


def canonical(asked: Asked, base: str) -> str:
    """The one address of this answer: that of the small page for a city, else the page with its filter in one order."""
    if asked.page.name == "city" and len(asked.slugs) == 1:
        return f"{base}{address(f'/cities/{asked.slugs[0]}', asked.on.pairs())}"
    return f"{base}{address(asked.page.address, asked.pairs)}"


def card(asked: Asked, base: str) -> str:
    """The address of the picture that stands for this answer."""
    if asked.page.name == "city" and len(asked.slugs) == 1:
        return f"{base}{address(f'/cards/city/{asked.slugs[0]}.png', asked.on.pairs())}"
    return f"{base}{address(f'/cards/{asked.page.name}.png', asked.pairs)}"


def preview(name: str, text: str, url: str, picture: str) -> list[str]:
    """The elements by which other sites show a link to `url`."""
    of_graph = {
        "og:site_name": PORTAL, "og:type": "website", "og:title": name, "og:description": text, "og:url": url,
        "og:image": picture, "og:image:type": "image/png", "og:image:width": str(CARD_WIDTH),
        "og:image:height": str(CARD_HEIGHT), "og:image:alt": text,
    }  # fmt: skip
    of_twitter = {
        "twitter:card": "summary_large_image",
        "twitter:title": name,
        "twitter:description": text,
        "twitter:image": picture,
    }
    return [
        *(f'<meta property="{key}" content="{escape(value)}">' for key, value in of_graph.items()),
        *(f'<meta name="{key}" content="{escape(value)}">' for key, value in of_twitter.items()),
    ]


def tags(asked: Asked, answer: Answer, base: str) -> list[str]:
    """The elements of the head of one page."""
    url, text = canonical(asked, base), description(asked, answer)
    return [
        f"<title>{escape(title(answer))}</title>",
        f'<meta name="description" content="{escape(text)}">',
        f'<link rel="canonical" href="{escape(url)}">',
        *preview(answer.title, text, url, card(asked, base)),
        *links(base),
        data(asked.snapshot, base),
    ]


def links(base: str) -> list[str]:
    """Feeds, and the description of the open API for programs."""
    return [
        f'<link rel="alternate" type="application/atom+xml" title="New awards" href="{escape(base)}/feed.atom">',
        f'<link rel="alternate" type="application/atom+xml" title="Changes of the record" href="{escape(base)}/changes.atom">',
        '<link rel="service-desc" type="application/json" href="/api/v1/openapi.json">',
    ]


def data(snapshot: Snapshot, base: str) -> str:
    """The record as a Dataset, for programs that look for data."""
    said = json.dumps(dataset(snapshot, base), ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{said}</script>'


def dataset(snapshot: Snapshot, base: str) -> dict[str, object]:
    """The record as a schema.org Dataset."""
    files = [(f"{base}/api/v1/awards.{suffix}", MEDIA_TYPES[suffix]) for suffix in FORMATS]
    files.append((f"{base}/downloads/certified-cities.zip", "application/zip"))
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": PUBLISHER,
        "description": "Which city halls in the Americas were certified by the What Works Cities Certification program, "
        "when, at which level, and who says so: every award with its source, replayable for any past date. Independent.",
        "url": f"{base}/about",
        "version": snapshot.name,
        "license": snapshot.terms.identifier,
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": PUBLISHER, "url": base},
        "dateModified": snapshot.facts["built_at"][:10],
        "temporalCoverage": f"{snapshot.words.start}/{snapshot.newest}",
        "spatialCoverage": "The Americas",
        "keywords": ["What Works Cities Certification", "city government", "open data", "government performance"],
        "distribution": [{"@type": "DataDownload", "encodingFormat": media_type, "contentUrl": url} for url, media_type in files],
    }
