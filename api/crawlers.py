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
    """Every page, and the page of every city with a record."""
    snapshot = SHELF.current()
    built_on = snapshot.facts["built_at"][:10]
    cities = snapshot.ask("cities_with_a_record")["city_id"]
    ET.register_namespace("", SITEMAP)
    root = ET.Element(f"{{{SITEMAP}}}urlset")
    pages = sorted(page.address for page in PAGES.values() if page.is_in_sitemap)
    for path in [*pages, *(f"/cities/{slug}" for slug in cities)]:
        url = ET.SubElement(root, f"{{{SITEMAP}}}url")
        ET.SubElement(url, f"{{{SITEMAP}}}loc").text = link(request, path)
        ET.SubElement(url, f"{{{SITEMAP}}}lastmod").text = built_on
    text = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return freshness.not_modified(request, snapshot) or Response(
        text, media_type="application/xml", headers=freshness.headers(snapshot)
    )


def robots(request: Request) -> Response:
    """Everything may be read; the sample, whose numbers are invented, says of itself that it is not to be indexed."""
    return PlainTextResponse(f"User-agent: *\nDisallow:\n\nSitemap: {base(request)}/sitemap.xml\n")


ROUTES = [Route("/sitemap.xml", sitemap), Route("/robots.txt", robots)]
