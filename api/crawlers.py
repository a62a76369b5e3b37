"""`/sitemap.xml` and `/robots.txt`: what search engines may read."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from queries.page_list import PAGES
from queries.snapshot import SHELF
from server import freshness
from server.public_address import base, link

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap(request: Request) -> Response:
    """Every page, the list of cities and the page of every city with a record, each with the day on which its record changed."""
    snapshot = SHELF.current()
    cities = dict(snapshot.remembered("record_changed_by_city").itertuples(index=False))
    # A page about the whole record changed when the newest of its cities did; announcements and sources are in the log too.
    whole = snapshot.ask("change_log")["logged_at"].max()
    ET.register_namespace("", SITEMAP)
    root = ET.Element(f"{{{SITEMAP}}}urlset")
    pages = [*sorted(page.address for page in PAGES.values() if page.is_in_sitemap), "/cities/"]
    for path, changed_at in [*((page, whole) for page in pages), *((f"/cities/{slug}", at) for slug, at in cities.items())]:
        url = ET.SubElement(root, f"{{{SITEMAP}}}url")
        ET.SubElement(url, f"{{{SITEMAP}}}loc").text = link(request, path)
        ET.SubElement(url, f"{{{SITEMAP}}}lastmod").text = f"{changed_at:%Y-%m-%d}"
    text = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return freshness.not_modified(request, snapshot) or Response(
        text, media_type="application/xml", headers=freshness.headers(snapshot)
    )


def robots(request: Request) -> Response:
    """Everything may be read; the sample, whose numbers are invented, says of itself that it is not to be indexed."""
    return PlainTextResponse(f"User-agent: *\nDisallow:\n\nSitemap: {base(request)}/sitemap.xml\n")


ROUTES = [Route("/sitemap.xml", sitemap), Route("/robots.txt", robots)]
