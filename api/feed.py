"""`/feed.atom`: one entry per award, the newest announcement first; it takes the filter of the award lists."""

from __future__ import annotations

import uuid
import xml.etree.ElementTree as ET

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api import freshness
from api.address import base, link
from api.errors import Refused, refusal, unavailable
from queries.citation import LICENSE, LICENSE_URL, PUBLISHER
from queries.filters import parse
from queries.listing import AwardList
from queries.snapshot import SHELF, NoSnapshot, Snapshot
from queries.words import award_kind, place

ATOM = "http://www.w3.org/2005/Atom"


def feed(request: Request) -> Response:
    """The awards of the filter as an Atom feed; 400 for a value that means nothing."""
    try:
        snapshot = SHELF.current()
    except NoSnapshot:
        return unavailable()
    filters, problems = parse(request.query_params.multi_items(), snapshot.words)
    if problems:
        return refusal(Refused(problems[0].parameter, problems[0].value, problems[0].message))
    asked = AwardList(filters, filters.as_of or snapshot.newest)
    return freshness.not_modified(request, snapshot) or Response(
        document(request, snapshot, asked), media_type="application/atom+xml", headers=freshness.headers(snapshot)
    )


def document(request: Request, snapshot: Snapshot, asked: AwardList) -> bytes:
    """The feed as XML."""
    awards = snapshot.ask("awards_found", asked.filters, text="")
    ET.register_namespace("", ATOM)
    root = ET.Element(f"{{{ATOM}}}feed")
    query = asked.filters.pairs()
    _say(root, "id", stable_id(f"feed {query}"))
    _say(root, "title", f"{PUBLISHER}: {asked.title(awards)}")
    _say(root, "updated", f"{snapshot.facts['built_at'][:19]}Z")
    _say(root, "rights", f"{LICENSE}, {LICENSE_URL}")
    _say(ET.SubElement(root, f"{{{ATOM}}}author"), "name", PUBLISHER)
    _point(root, link(request, "/feed.atom", query), "self", "application/atom+xml")
    _point(root, link(request, "/records", query), "alternate", "text/html")
    for award in awards.to_dict("records"):
        _entry(root, award, base(request))
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def stable_id(name: str) -> str:
    """An identifier that stays the same wherever the portal is served and whenever it is built."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"certified-cities {name}").urn


def _entry(root: ET.Element, award: dict, address: str) -> None:
    entry = ET.SubElement(root, f"{{{ATOM}}}entry")
    level = f", {award['level']}" if isinstance(award["level"], str) else ""
    said = f"{place(award)}: {award_kind(award['award'])}{level}"
    _say(entry, "id", stable_id(f"award {award['award_id']}"))
    _say(entry, "title", said)
    _say(entry, "updated", f"{award['announced_on']:%Y-%m-%d}T00:00:00Z")
    _say(entry, "summary", f"{said}, {award['date_words']}.")
    _point(entry, f"{address}/cities/{award['city_id']}", "alternate", "text/html")
    if isinstance(award["source_url"], str):
        _point(entry, award["source_url"], "via", "text/html")


def _say(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, f"{{{ATOM}}}{name}").text = text


def _point(parent: ET.Element, href: str, relation: str, media_type: str) -> None:
    ET.SubElement(parent, f"{{{ATOM}}}link", href=href, rel=relation, type=media_type)


ROUTES = [Route("/feed.atom", feed)]
