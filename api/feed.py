"""`/feed.atom`: every award that a filter matches, newest first; `/changes.atom`: what each build changed in the record."""

from __future__ import annotations

import uuid
import xml.etree.ElementTree as ET
from datetime import date

import pandas as pd
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.cross_origin import OPEN
from api.request_parameters import filters_of
from queries.address_parser import DAY
from queries.citation import PUBLISHER
from queries.listing import AwardList
from queries.snapshot import SHELF, Snapshot
from queries.terms import Terms
from queries.words import place
from server import freshness
from server.errors import Refused
from server.public_address import base, link

ATOM = "http://www.w3.org/2005/Atom"


def feed(request: Request) -> Response:
    """The awards of the filter as an Atom feed; 400 for a value that means nothing."""
    snapshot = SHELF.current()
    filters = filters_of(request.query_params.multi_items(), snapshot)
    asked = AwardList(filters, filters.as_of or snapshot.newest, snapshot.words)
    return freshness.not_modified(request, snapshot) or Response(
        document(request, snapshot, asked), media_type="application/atom+xml", headers=freshness.headers(snapshot)
    )


def changes(request: Request) -> Response:
    """The change log as an Atom feed, or the part of it since a day (`since`); 400 for what is no day. It takes no filter."""
    snapshot = SHELF.current()
    since = _since(request)
    return freshness.not_modified(request, snapshot) or Response(
        change_document(request, snapshot, since), media_type="application/atom+xml", headers=freshness.headers(snapshot)
    )


def _since(request: Request) -> date | None:
    value = request.query_params.get("since")
    if value is None:
        return None
    try:
        # Python would also read weeks (2021-W50-3) and days without hyphens.
        return date.fromisoformat(value if DAY.fullmatch(value) else "")
    except ValueError:
        raise Refused("since", value[:200], "since must be a day like 2026-11-01; leave it out for every change") from None


def document(request: Request, snapshot: Snapshot, asked: AwardList) -> bytes:
    """The feed of awards as XML."""
    awards = dated(snapshot, snapshot.ask("awards_found", asked.filters, text=""))
    query = asked.filters.pairs()
    root = _feed(f"feed {query}", asked.title(awards), next(iter(awards["updated"]), _built(snapshot)), snapshot.terms)
    _point(root, link(request, "/feed.atom", query), "self", "application/atom+xml")
    _point(root, link(request, "/records", query), "alternate", "text/html")
    for award in awards.to_dict("records"):
        _award_entry(root, award, snapshot.words.award_words[award["award"]], base(request))
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def change_document(request: Request, snapshot: Snapshot, since: date | None = None) -> bytes:
    """The feed of changes as XML, the newest build first; only those since that day where one is given."""
    query = [("since", since.isoformat())] if since else []
    log = snapshot.ask("change_log")
    log = log[log["logged_at"] >= pd.Timestamp(since)] if since else log
    root = _feed("changes", "what each build changed in the record", _built(snapshot), snapshot.terms)
    _point(root, link(request, "/changes.atom", query), "self", "application/atom+xml")
    _point(root, link(request, "/tracking"), "alternate", "text/html")
    for change in log.to_dict("records"):
        _change_entry(root, change, base(request))
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def dated(snapshot: Snapshot, awards: pd.DataFrame) -> pd.DataFrame:
    """The awards with the name that their entry keeps and the moment their record changed, the newest change first.

    An award that is on record since the first build changed on its own day, as far as a reader is concerned.
    """
    known = awards.merge(snapshot.remembered("feed_names"), on="award_id", how="left")
    moments = known["changed_at"].fillna(known["announced_on"].astype("datetime64[us]"))
    return known.assign(updated=moments.dt.strftime("%Y-%m-%dT%H:%M:%SZ")).sort_values("updated", ascending=False, kind="stable")


def _built(snapshot: Snapshot) -> str:
    return f"{snapshot.facts['built_at'][:19]}Z"


def _feed(name: str, title: str, updated: str, terms: Terms) -> ET.Element:
    """What every feed says of itself; `name` makes its identifier."""
    ET.register_namespace("", ATOM)
    root = ET.Element(f"{{{ATOM}}}feed")
    _say(root, "id", stable_id(name))
    _say(root, "title", f"{PUBLISHER}: {title}")
    _say(root, "updated", updated)
    _say(root, "rights", terms.in_full)
    _say(ET.SubElement(root, f"{{{ATOM}}}author"), "name", PUBLISHER)
    return root


def stable_id(name: str) -> str:
    """An identifier that stays the same wherever the portal is served and whenever it is built."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"certified-cities {name}").urn


def _award_entry(root: ET.Element, award: dict, kind: str, address: str) -> None:
    entry = ET.SubElement(root, f"{{{ATOM}}}entry")
    level = f", {award['level']}" if isinstance(award["level"], str) else ""
    said = f"{place(award)}: {kind}{level}"
    _say(entry, "id", stable_id(f"award {award['first_name']}"))
    _say(entry, "title", said)
    _say(entry, "published", f"{award['announced_on']:%Y-%m-%d}T00:00:00Z")
    _say(entry, "updated", award["updated"])
    _say(entry, "summary", f"{said}, {award['date_words']}.")
    _point(entry, f"{address}/cities/{award['city_id']}", "alternate", "text/html")
    if isinstance(award["source_url"], str):
        _point(entry, award["source_url"], "via", "text/html")


def _change_entry(root: ET.Element, change: dict, address: str) -> None:
    """What changed, when, and from which source file."""
    entry = ET.SubElement(root, f"{{{ATOM}}}entry")
    _say(entry, "id", stable_id(f"change {change['logged_at'].isoformat()} {change['change_id']}"))
    _say(entry, "title", f"{change['change'].capitalize()}: {change['in_words']}")
    _say(entry, "updated", f"{change['logged_at']:%Y-%m-%dT%H:%M:%S}Z")
    _say(entry, "summary", f"{change['in_words']}. Source file: {change['record_file']}.")
    where = f"/cities/{change['city_id']}" if isinstance(change["city_id"], str) else "/tracking"
    _point(entry, f"{address}{where}", "alternate", "text/html")


def _say(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, f"{{{ATOM}}}{name}").text = text


def _point(parent: ET.Element, href: str, relation: str, media_type: str) -> None:
    ET.SubElement(parent, f"{{{ATOM}}}link", href=href, rel=relation, type=media_type)


ROUTES = [Route("/feed.atom", feed, middleware=[OPEN]), Route("/changes.atom", changes, middleware=[OPEN])]
