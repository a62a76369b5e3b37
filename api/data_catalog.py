"""The record as a DCAT-US 3 catalog that is JSON-LD too, made from the same description as `datapackage.json`."""

from __future__ import annotations

from typing import Any

import settings
from queries.citation import PUBLISHER, View, apa
from queries.data_package import described
from queries.download_list import Download
from queries.endpoints import ENDPOINTS, MEDIA_TYPES, PREFIX
from queries.snapshot import Snapshot
from queries.terms import Terms

PROFILE = "https://resources.data.gov/dcat-us/3.0"
DCAT = ("Catalog", "Dataset", "Distribution", "DataService", "dataset", "distribution", "service", "contactPoint", "keyword",
        "version", "byteSize", "mediaType", "startDate", "endDate")  # fmt: skip
DUBLIN_CORE = ("title", "description", "identifier", "publisher", "conformsTo", "issued", "modified", "language", "license",
               "temporal", "spatial", "PeriodOfTime", "Standard", "Location", "bibliographicCitation",
               "accessRights")  # fmt: skip
ADDRESSES = ("accessURL", "downloadURL", "endpointURL", "endpointDescription")
# The words of DCAT-US 3 as DCAT, Dublin Core and vCard know them: with it, the document is linked data for everybody else.
CONTEXT: dict[str, Any] = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    **{name: f"dcat:{name}" for name in DCAT},
    **{name: f"dcterms:{name}" for name in DUBLIN_CORE},
    **{name: f"vcard:{name}" for name in ("Kind", "fn", "hasEmail", "hasURL")},
    **{name: {"@id": f"dcat:{name}", "@type": "@id"} for name in ADDRESSES},
    "landingPage": "dcat:landingPage",
    "describedBy": "http://www.w3.org/2007/05/powder-s#describedby",
    "homepage": "foaf:homepage",
    "Document": "foaf:Document",
    "Organization": "foaf:Organization",
    "name": "foaf:name",
    "prefLabel": "http://www.w3.org/2004/02/skos/core#prefLabel",
    "checksum": "spdx:checksum",
    "Checksum": "spdx:Checksum",
    "checksumValue": "spdx:checksumValue",
    "algorithm": "spdx:algorithm",
}


def catalog(snapshot: Snapshot, files: dict[str, Download], address: str) -> dict[str, Any]:
    """The catalog of the portal at `address`: one dataset, its bulk files, and the API as a service."""
    said = {
        "publisher": {"@type": "Organization", "@id": address, "name": PUBLISHER},
        "contactPoint": [contact_point(address)],
        "language": ["en"],
        "license": snapshot.terms.identifier,
        "modified": snapshot.facts["built_at"][:10],
    }
    return {
        "@context": CONTEXT,
        "@id": f"{address}/data.json",
        "@type": "Catalog",
        "title": PUBLISHER,
        "description": "The data of the portal: one dataset, as files and as an API.",
        "conformsTo": {"@type": "Standard", "@id": PROFILE, "title": "DCAT-US 3.0"},
        "homepage": {"@type": "Document", "@id": address, "title": PUBLISHER},
        "dataset": [dataset(snapshot, files, address) | said],
        "service": [service(address) | said],
        **said,
    }


def contact_point(address: str) -> dict[str, str]:
    """The contact of the settings; where it is no mail address, the page that says whom to ask."""
    contact = settings.current().contact.removeprefix("mailto:")
    how = (
        {"hasEmail": f"mailto:{contact}"} if "@" in contact and "/" not in contact else {"hasURL": contact or f"{address}/about"}
    )
    return {"@type": "Kind", "fn": PUBLISHER, **how}


def dataset(snapshot: Snapshot, files: dict[str, Download], address: str) -> dict[str, Any]:
    """The record, with a distribution for each bulk file."""
    package = described(files) or {}
    cited = View(PUBLISHER, snapshot.newest, f"{address}/about", snapshot.name)
    return {
        "@id": f"{address}/about",
        "@type": "Dataset",
        "identifier": f"{address}/about",
        "title": PUBLISHER,
        "description": package.get("description", "Every award of the What Works Cities Certification program, with its source."),
        "keyword": package.get("keywords", []),
        "version": package.get("version", snapshot.name),
        "landingPage": {"@type": "Document", "@id": f"{address}/about", "title": "About the record"},
        "temporal": [
            {"@type": "PeriodOfTime", "startDate": snapshot.words.start.isoformat(), "endDate": snapshot.newest.isoformat()}
        ],
        "spatial": [{"@type": "Location", "prefLabel": "The Americas"}],
        "accessRights": "public",
        "describedBy": {"@type": "Distribution", "title": "Every column, described",
                        "downloadURL": f"{address}/downloads/datapackage.json", "mediaType": "application/json"},
        "bibliographicCitation": apa(cited),
        "distribution": [
            distribution(file, address, snapshot.terms) for _, file in sorted(files.items()) if file.name != "datapackage.json"
        ],
    }  # fmt: skip


def distribution(file: Download, address: str, terms: Terms) -> dict[str, Any]:
    """One bulk file with its size and checksum."""
    suffix = file.name.rsplit(".", 1)[-1]
    return {
        "@type": "Distribution",
        "title": file.name,
        "downloadURL": f"{address}/downloads/{file.name}",
        "accessURL": f"{address}/downloads/",
        "mediaType": MEDIA_TYPES.get(suffix, "application/octet-stream").split(";")[0],
        "byteSize": str(file.size),
        "license": terms.identifier,
        "checksum": {"@type": "Checksum", "algorithm": "sha256", "checksumValue": file.sha256},
    }


def service(address: str) -> dict[str, Any]:
    """The open API."""
    return {
        "@id": f"{address}{PREFIX}/",
        "@type": "DataService",
        "identifier": f"{address}{PREFIX}/",
        "title": f"{PUBLISHER}: open API",
        "description": ". ".join(one.summary for one in ENDPOINTS) + ".",
        "endpointURL": [f"{address}{PREFIX}/"],
        "endpointDescription": [f"{address}{PREFIX}/openapi.json"],
    }
