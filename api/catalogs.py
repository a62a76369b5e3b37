"""What other programs look for at fixed addresses: `/data.json`, `/llms.txt`, `/.well-known/security.txt`, `/opensearch.xml`."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import datetime, timedelta

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

import settings
from api.cross_origin import OPEN
from api.data_catalog import catalog
from queries.citation import PUBLISHER
from queries.download_list import downloads
from queries.endpoints import ENDPOINTS, PREFIX
from queries.page_list import PAGES
from queries.snapshot import SHELF
from server import freshness
from server.errors import error
from server.public_address import base

OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"
# A security.txt says until when it may be believed; this one is made anew at every build.
BELIEVED_FOR = timedelta(days=365)


def data_json(request: Request) -> Response:
    """The record as a catalog of one dataset, with every bulk file and the API."""
    snapshot, files = SHELF.current(), downloads(SHELF.current())
    return freshness.not_modified(request, snapshot) or JSONResponse(
        catalog(snapshot, files, base(request)), headers=freshness.headers(snapshot)
    )


def llms_txt(request: Request) -> Response:
    """What a language model's reader needs to answer from the record instead of from memory."""
    snapshot, address = SHELF.current(), base(request)
    head = snapshot.row("headline")
    lines = [
        f"# {PUBLISHER}",
        "",
        "> Which city halls in the Americas were certified by the What Works Cities Certification program, when, at which level, "
        f"and who says so. Independent of the program. As of {snapshot.newest}: {head['announced_total']} cities announced "
        f"({head['announced_total_basis']}), {head['counted_least']} of them named here. License: {snapshot.terms.in_full}",
        "",
        "Quote numbers with their as-of date. A filtered count is “at least”, because not every announced city is named. "
        "The program does not say how long an award stays valid: never say “currently certified”. "
        "A level that no source states is not stated.",
        "",
        "## Pages",
        "",
        *(f"- [{page.question}]({address}{page.address})" for page in PAGES.values() if page.is_in_sitemap),
        "",
        "## Data",
        "",
        *(f"- [{one.summary}]({address}{PREFIX}/{one.name}.json)" for one in ENDPOINTS if "by" not in one.more),
        f"- [The API described for programs]({address}{PREFIX}/openapi.json), [its index and promise]({address}{PREFIX}/)",
        f"- [Every file, with checksums]({address}/downloads/), [described]({address}/downloads/datapackage.json)",
        f"- [New awards]({address}/feed.atom), [changes of the record]({address}/changes.atom)",
    ]
    return freshness.not_modified(request, snapshot) or PlainTextResponse(
        "\n".join(lines) + "\n", headers=freshness.headers(snapshot)
    )


def security_txt(request: Request) -> Response:
    """Whom to tell of a weakness (RFC 9116), from PORTAL_CONTACT; 404 where nobody is named, because the line is required."""
    contact, snapshot = settings.current().contact, SHELF.current()
    if "@" in contact and not contact.startswith(("https://", "mailto:")):
        contact = f"mailto:{contact}"
    if not contact.startswith(("https://", "mailto:")):
        return error(404, "path", request.url.path, "whoever runs this portal has named no contact (PORTAL_CONTACT)")
    until = (datetime.fromisoformat(snapshot.facts["built_at"]) + BELIEVED_FOR).strftime("%Y-%m-%dT%H:%M:%SZ")
    address = f"{base(request)}/.well-known/security.txt"
    lines = (f"Contact: {contact}", f"Expires: {until}", "Preferred-Languages: en", f"Canonical: {address}")
    return PlainTextResponse("\n".join(lines) + "\n", headers=freshness.headers(snapshot))


def opensearch(request: Request) -> Response:
    """The search line of the portal, for browsers: what is typed becomes `q` of the overview."""
    address = base(request)
    ET.register_namespace("", OPENSEARCH)
    root = ET.Element(f"{{{OPENSEARCH}}}OpenSearchDescription")
    said = {"ShortName": "Certified cities", "Description": "Is a city certified? Ask by name, state, level or year.",
            "InputEncoding": "UTF-8"}  # fmt: skip
    for name, text in said.items():
        ET.SubElement(root, f"{{{OPENSEARCH}}}{name}").text = text
    ET.SubElement(root, f"{{{OPENSEARCH}}}Image", type="image/png").text = f"{address}/favicon.png"
    ET.SubElement(root, f"{{{OPENSEARCH}}}Url", type="text/html", template=f"{address}/?q={{searchTerms}}")
    text = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return Response(text, media_type="application/opensearchdescription+xml", headers={"Cache-Control": "public, no-cache"})


ROUTES = [
    Route("/data.json", data_json, middleware=[OPEN]),
    Route("/llms.txt", llms_txt, middleware=[OPEN]),
    Route("/.well-known/security.txt", security_txt),
    Route("/opensearch.xml", opensearch),
]
