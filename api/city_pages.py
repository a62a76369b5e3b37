"""`/cities/<slug>`: the record of a city as one small page for printing, search engines and readers without JavaScript."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

import jinja2
import pandas as pd
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

import settings
from api.page_head_tags import PORTAL, preview
from queries import bands, city_words, words
from queries.address_parser import parse
from queries.citation import View, apa, newsroom
from queries.file_formats import rows
from queries.filters import Filters
from queries.opening_words import city_in_short
from queries.quotes import of_cities
from queries.snapshot import SHELF, Snapshot
from queries.vocabulary import plain_word
from server import freshness
from server.public_address import link

PAGES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True
)
PAGES.globals["theme"] = settings.page_colors()
PAGES.globals["terms"] = lambda: SHELF.current().terms
PROGRAM = "What Works Cities Certification"
LONGEST_SLUG = 80


def city(request: Request) -> Response:
    """The record of one city as of the date of the address; 404 with suggestions where there is none; an old slug leads on."""
    snapshot = SHELF.current()
    slug = request.path_params["slug"]
    if (today := snapshot.words.known["city"].get(plain_word(slug), slug)) != slug:
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"./{today}{query}", 301)
    asked = [pair for pair in request.query_params.multi_items() if pair[0] == "as_of"]
    filters = parse(asked, snapshot.words)[0]
    found = snapshot.ask("city_record", replace(filters, city=(slug,))).to_dict("records")
    if not found:
        return HTMLResponse(missing(snapshot, filters, slug), 404)
    unchanged = freshness.not_modified(request, snapshot)
    return unchanged or HTMLResponse(page(request, snapshot, filters, found[0]), headers=freshness.headers(snapshot))


def page(request: Request, snapshot: Snapshot, filters: Filters, record: dict) -> str:
    """The page of a city on record as HTML."""
    slug, place, as_of = record["city_id"], words.place(record), filters.as_of or snapshot.newest
    awards = _awards(snapshot, filters, slug)
    short = city_in_short(place, record, awards)
    standing, canonical = city_words.standing(record), link(request, f"/cities/{slug}")
    card = link(request, f"/cards/city/{slug}.png", Filters(as_of=filters.as_of).pairs())
    address = [("city", slug), ("as_of", as_of.isoformat())]
    cited = View(f"{place}: {PROGRAM} record", as_of, link(request, "/city", address), snapshot.name, snapshot.terms)
    return PAGES.get_template("city.html").render(
        title=f"{short} · {PORTAL}",
        description=f"{place}: {standing}",
        preview="\n".join(preview(short, f"{place}: {standing}", canonical, card)),
        canonical=canonical,
        place=place,
        standing=standing,
        band=_band(snapshot, filters, record),
        as_of=words.day(as_of),
        facts=city_words.facts(record, snapshot.words),
        awards=awards,
        items=_items(snapshot, slug),
        unknowns=snapshot.ask("unknowns_by_city", replace(filters, city=(slug,)))["unknown"].tolist(),
        nearest=_nearest(snapshot, filters, slug),
        quoted=of_cities(as_of, [record]),
        newsroom=newsroom(cited),
        apa=apa(cited),
        page=f"/city?{urlencode(address)}",
        files="/api/v1/awards",
        asked=urlencode(address),
        schema=schema(record, awards, canonical),
    )


def missing(snapshot: Snapshot, filters: Filters, slug: str) -> str:
    """The page of a place without a record, or of an address that means no place, as HTML."""
    text = slug.replace("-", " ")[:LONGEST_SLUG]
    template = PAGES.get_template("no_city.html")
    if slug not in snapshot.words.options["city"]:
        near = rows(snapshot.ask("places_by_name", filters, text=text))
        suggestions = [{"city_id": row["city_id"], "place": words.place(row)} for row in near]
        answer = f"No city is on record under the address “{slug[:LONGEST_SLUG]}”."
        return template.render(
            title="No such city", description=answer, answer=answer, heading="Did you mean", suggestions=suggestions
        )
    place = snapshot.ask("places_by_name", filters, text=text).query("city_id == @slug")
    name = words.place(place.iloc[0]) if len(place) else text
    answer = "Not certified as far as we know: no award is on record."
    nearest = _nearest(snapshot, filters, slug)
    return template.render(
        title=name, description=f"{name}: {answer}", answer=answer, heading="Nearest certified cities", suggestions=nearest
    )


def schema(record: dict, awards: list[dict], address: str) -> dict[str, object]:
    """The record as schema.org data: a City with its certifications; the Honor Roll is an award and none."""
    certifications = [_certification(award) for award in awards if award["award"] != "honor_roll"]
    within = {
        "@type": "AdministrativeArea",
        "name": record["state_name"],
        "containedInPlace": {"@type": "Country", "name": record["country_name"]},
    }
    point = {"@type": "GeoCoordinates", "latitude": record["lat"], "longitude": record["lon"]}
    return {
        "@context": "https://schema.org",
        "@type": "City",
        "name": record["city"],
        "url": address,
        "containedInPlace": within,
        **({"geo": point} if pd.notna(record["lat"]) else {}),
        **({"hasCertification": certifications} if certifications else {}),
    }


def _certification(award: dict) -> dict[str, object]:
    """One award as a schema.org Certification; no status and no end, because the program publishes neither."""
    level, day = award["level"], award["announced_on"] if award["date_precision"] == "day" else str(award["year"])
    return {
        "@type": "Certification",
        "name": f"{PROGRAM}{', ' + level if level else ''}",
        "certificationIdentification": award["award_id"],
        **({"certificationRating": {"@type": "Rating", "ratingValue": level}} if level else {}),
        "datePublished": day,
        "validFrom": day,
        "issuedBy": {"@type": "Organization", "name": "What Works Cities"},
        **({"url": award["source_url"]} if award["source_url"] else {}),
    }


def _awards(snapshot: Snapshot, filters: Filters, slug: str) -> list[dict]:
    found = snapshot.ask("awards", Filters(as_of=filters.as_of, city=(slug,))).sort_values("announced_on")
    return [{**row, "words": city_words.award(row, snapshot.words)} for row in rows(found)]


def _band(snapshot: Snapshot, filters: Filters, record: dict) -> str:
    """What the latest level stands for, over all criteria; empty where no award is on record by the date."""
    found = snapshot.ask("level_band_by_city", replace(filters, city=(record["city_id"],))).to_dict("records")
    return bands.of_city(record["standing"], found[0]) if found else ""


def _items(snapshot: Snapshot, slug: str) -> list[dict]:
    return [item for name in ("stories_by_city", "evidence_by_city") for item in rows(snapshot.ask(name, Filters(city=(slug,))))]


def _nearest(snapshot: Snapshot, filters: Filters, slug: str) -> list[dict]:
    found = rows(snapshot.ask("nearest_certified_cities", filters, place=slug))
    return [{**row, "place": words.place(row), "distance": words.distance(row["distance_km"])} for row in found]


ROUTES = [Route("/cities/{slug}", city, methods=["GET", "HEAD"])]
