"""The head of a page: title, description, canonical address, preview for other sites, feeds and the record as a Dataset."""

from __future__ import annotations

import json
import textwrap
from html import escape
from weakref import WeakKeyDictionary

from queries.citation import PUBLISHER, View, apa
from queries.download_list import downloads
from queries.endpoints import MEDIA_TYPES
from queries.page_answers import Answer, address
from queries.page_asked import Asked
from queries.snapshot import Snapshot

PORTAL = "Certified cities"
FORMATS = ("csv", "json", "geojson", "parquet")
ADDRESSES_KEPT = 8
_DATASETS: WeakKeyDictionary[Snapshot, dict[str, str]] = WeakKeyDictionary()
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
        '<link rel="search" type="application/opensearchdescription+xml" title="Certified cities" href="/opensearch.xml">',
        f'<link rel="alternate" type="application/atom+xml" title="New awards" href="{escape(base)}/feed.atom">',
        f'<link rel="alternate" type="application/atom+xml" title="Changes of the record" href="{escape(base)}/changes.atom">',
        '<link rel="service-desc" type="application/json" href="/api/v1/openapi.json">',
    ]


def data(snapshot: Snapshot, base: str) -> str:
    """The record as a Dataset, for programs that look for data; made once for a snapshot and an address, as every page has it."""
    made = _DATASETS.setdefault(snapshot, {})
    # A stranger's portal may be asked by many names of its machine.
    if base not in made and len(made) < ADDRESSES_KEPT:
        made[base] = _data(snapshot, base)
    return made.get(base) or _data(snapshot, base)


def _data(snapshot: Snapshot, base: str) -> str:
    said = json.dumps(dataset(snapshot, base), ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{said}</script>'


def dataset(snapshot: Snapshot, base: str) -> dict[str, object]:
    """The record as a schema.org Dataset, with all that search engines for data ask for and recommend."""
    publisher = {"@type": "Organization", "name": PUBLISHER, "url": base}
    cited = View(PUBLISHER, snapshot.newest, f"{base}/about", snapshot.name)
    measured = snapshot.remembered("answer_dictionary").query("answer == 'awards'")
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": PUBLISHER,
        "description": "Which city halls in the Americas were certified by the What Works Cities Certification program, "
        "when, at which level, and who says so: every award with its source, replayable for any past date. Independent.",
        "url": f"{base}/about",
        "identifier": [f"{base}/about", f"{base}/downloads/versions/{snapshot.name}/"],
        "version": snapshot.name,
        "license": snapshot.terms.identifier,
        "isAccessibleForFree": True,
        "inLanguage": "en",
        "creator": publisher,
        "publisher": publisher,
        "datePublished": snapshot.facts["built_at"][:10],
        "dateModified": snapshot.facts["built_at"][:10],
        "citation": apa(cited),
        "temporalCoverage": f"{snapshot.words.start}/{snapshot.newest}",
        "spatialCoverage": "The Americas",
        "keywords": ["What Works Cities Certification", "city government", "open data", "government performance"],
        "measurementTechnique": "Compiled by hand from the public pages that each row names as its source",
        "variableMeasured": [
            {"@type": "PropertyValue", "name": column["column_name"], "description": column["description"]}
            for column in measured.to_dict("records")
        ],
        "includedInDataCatalog": {"@type": "DataCatalog", "name": PUBLISHER, "url": f"{base}/data.json"},
        "distribution": distributions(snapshot, base),
    }


def distributions(snapshot: Snapshot, base: str) -> list[dict[str, object]]:
    """The awards as the API gives them, and every bulk file with its size and checksum."""
    asked = [{"contentUrl": f"{base}/api/v1/awards.{suffix}", "encodingFormat": MEDIA_TYPES[suffix]} for suffix in FORMATS]
    files = [
        {
            "name": file.name,
            "contentUrl": f"{base}/downloads/{file.name}",
            "encodingFormat": MEDIA_TYPES.get(file.name.rpartition(".")[2], "application/octet-stream").split(";")[0],
            "contentSize": f"{file.size} B",
            "sha256": file.sha256,
        }
        for _, file in sorted(downloads(snapshot).items())
        if file.name.startswith("certified-cities.")
    ]
    return [{"@type": "DataDownload", **one} for one in [*asked, *files]]
