"""The answers of the open API: one query, one filter, in every format; what an answer is about travels with it."""

from __future__ import annotations

from functools import partial

import pandas as pd
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api import response_cache
from api.file_names import filename
from api.people_files import for_people
from api.request_parameters import Asked, read
from file_writers.csv_file import as_csv
from file_writers.excel_file import as_workbook
from file_writers.geojson_file import as_geojson
from queries import file_formats
from queries.citation import View, apa, bibtex, newsroom
from queries.endpoints import ENDPOINTS, MEDIA_TYPES, Endpoint
from queries.filters import Filters
from queries.listing import AwardList
from queries.snapshot import SHELF, Snapshot
from server import freshness
from server.public_address import link

SHOWN_IN_A_BROWSER = ("json", "geojson")
POINT = {"geojson": ("lat", "lon")}


async def answer(endpoint: Endpoint, suffix: str, request: Request) -> Response:
    """The rows of `endpoint` as a file of the format `suffix`, the same file for the same question."""
    return await response_cache.answered(partial(made, endpoint, suffix), request)


def made(endpoint: Endpoint, suffix: str, request: Request) -> Response:
    """The rows of `endpoint` as a file of the format `suffix`; 400 for what means nothing, 304 where nothing is new."""
    snapshot = SHELF.current()
    dictionary = columns_of(endpoint, snapshot)
    asked = read(request.query_params.multi_items(), endpoint, snapshot, dictionary["column_name"].tolist())
    return freshness.not_modified(request, snapshot) or _file(endpoint, suffix, request, snapshot, asked, dictionary)


def columns_of(endpoint: Endpoint, snapshot: Snapshot) -> pd.DataFrame:
    """The dictionary of the columns of `endpoint`."""
    dictionary = snapshot.remembered("answer_dictionary")
    return dictionary[dictionary["answer"] == endpoint.name].drop(columns="answer")


def _file(
    endpoint: Endpoint, suffix: str, request: Request, snapshot: Snapshot, asked: Asked, dictionary: pd.DataFrame
) -> Response:
    table = asked.table(endpoint, snapshot)
    part = asked.part(table, POINT.get(suffix, ()))
    about = _about(endpoint, request, snapshot, asked, table)
    meta = _meta(endpoint, snapshot, asked, len(table), len(part)) | {
        "citation": about["Newsroom"],
        "license": snapshot.terms.identifier,
    }
    name = filename(endpoint.name, asked.filters, asked.text, about["As of"], snapshot.terms, asked.beside())
    given = dictionary[dictionary["column_name"].isin(part.columns)]
    body = for_people(request, _body(suffix, part, meta, about, given, name), suffix)
    disposition = f'{"inline" if suffix in SHOWN_IN_A_BROWSER else "attachment"}; filename="{name}.{suffix}"'
    terms = [f'<{snapshot.terms.url}>; rel="license"'] if snapshot.terms.url else []
    links = [*terms, f'<{about["Permalink"]}>; rel="alternate"; type="text/html"']
    headers = freshness.headers(snapshot) | {"Content-Disposition": disposition, "Link": ", ".join(links)}
    return Response(body, media_type=MEDIA_TYPES[suffix], headers=headers)


def _body(
    suffix: str, part: pd.DataFrame, meta: dict[str, object], about: dict[str, str], dictionary: pd.DataFrame, name: str
) -> bytes:
    citation = pd.DataFrame(about.items(), columns=["What", "Which"])
    if suffix == "csv":
        return as_csv(part)
    if suffix == "geojson":
        return as_geojson(file_formats.rows(part), meta)
    if suffix == "parquet":
        return file_formats.as_parquet(part, meta)
    if suffix == "xlsx":
        sheets = {"data": part, "dictionary": dictionary, "citation": citation}
        return as_workbook(sheets, pd.Timestamp(about["As of"]).date())
    if suffix == "zip":
        text = "\n\n".join(f"{what}\n{which}" for what, which in about.items()) + "\n"
        tables = {f"{name}.csv": as_csv(part), "dictionary.csv": as_csv(dictionary)}
        return file_formats.as_zip(tables | {"citation.txt": text.encode()})
    return file_formats.as_json(part, meta)


def _meta(endpoint: Endpoint, snapshot: Snapshot, asked: Asked, matching: int, given: int) -> dict[str, object]:
    names = dict.fromkeys(name for name, _ in asked.filters.without("as_of").pairs())
    said = {name: getattr(asked.filters, name) for name in names} | ({"text": asked.text} if asked.text else {})
    as_of = asked.filters.as_of or snapshot.newest
    meta = {
        "as_of": as_of.isoformat(),
        "filters": said,
        "row_count": given,
        "matching_count": matching,
        "snapshot": snapshot.name,
    }
    if endpoint.name == "counts":
        head = snapshot.remembered("headline", Filters(as_of=as_of))
        row = file_formats.rows(head)[0]
        meta |= {"announced_total": row["announced_total"], "announced_total_basis": row["announced_total_basis"]}
    return meta


def _about(endpoint: Endpoint, request: Request, snapshot: Snapshot, asked: Asked, table: pd.DataFrame) -> dict[str, str]:
    """What a file carries about itself: what was counted, as of when, under which filter, from where, under which license."""
    as_of = asked.filters.as_of or snapshot.newest
    listing = AwardList(asked.filters, as_of, snapshot.words, asked.text)
    if endpoint.name == "awards":
        count = snapshot.row("award_count", asked.filters, text=asked.text)
        title, counted = listing.title(table), listing.counted(table, count)
    else:
        title, counted = endpoint.title(asked.filters, snapshot.words), f"{len(table)} rows"
    view = View(title, as_of, link(request, endpoint.page, listing.pairs()), snapshot.name, snapshot.terms)
    return {
        "Title": title,
        "Counted": counted,
        "Filter": "; ".join(f"{name} = {value}" for name, value in listing.pairs() if name != "as_of") or "none",
        "As of": as_of.isoformat(),
        "Source": "The page named in each row under source_url; compiled by hand, independent of the program",
        "License": snapshot.terms.in_full,
        "Snapshot": snapshot.name,
        "Permalink": view.link,
        "Newsroom": newsroom(view),
        "APA": apa(view),
        "BibTeX": bibtex(view),
    }


def csv_routes() -> list[Route]:
    """One route per list, for its CSV alone."""
    return [Route(f"/{endpoint.name}.csv", partial(answer, endpoint, "csv")) for endpoint in ENDPOINTS]


def routes() -> list[Route]:
    """One route per answer and format; without a suffix an answer is JSON."""
    found = []
    for endpoint in ENDPOINTS:
        found += [Route(f"/{endpoint.name}.{suffix}", partial(answer, endpoint, suffix)) for suffix in endpoint.formats]
        found.append(Route(f"/{endpoint.name}", partial(answer, endpoint, "json")))
    return found
