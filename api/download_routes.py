"""`/downloads/`: the whole record as files, with their checksums."""

from __future__ import annotations

from html import escape

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from queries.citation import PUBLISHER
from queries.download_list import CHECKSUMS, Download, checksums, downloads
from queries.endpoints import MEDIA_TYPES
from queries.file_check import is_whole
from queries.snapshot import SHELF
from queries.terms import Terms
from server import freshness
from server.errors import error

TYPES = MEDIA_TYPES | {"duckdb": "application/vnd.duckdb"}
DAMAGED = "this file is damaged on our disk and is not handed out; whoever runs the portal can see that, please try later"
SHOWN_IN_A_BROWSER = ("json", "geojson")


def download(request: Request) -> Response:
    """One file of the snapshot that is shown now, whole or in ranges; without a name, the list of all."""
    snapshot = SHELF.current()
    name, files = request.path_params.get("name", ""), downloads(snapshot)
    if name and name != CHECKSUMS and name not in files:
        return error(404, "name", name[:200], "no such file; /downloads/ lists all of them")
    if name in files and not is_whole(files[name].path, files[name].sha256):
        return error(503, "name", name, DAMAGED, retry_after="60", cache_control="no-store")
    known = freshness.not_modified(request, snapshot)
    if known:
        return known
    headers = freshness.headers(snapshot)
    if not name:
        return HTMLResponse(page(files, f"{snapshot.newest}", snapshot.terms), headers=headers)
    return PlainTextResponse(checksums(files), headers=headers) if name == CHECKSUMS else _file(files[name], headers)


def _file(file: Download, headers: dict[str, str]) -> Response:
    suffix = file.name.rsplit(".", 1)[-1]
    shown = "inline" if suffix in SHOWN_IN_A_BROWSER else "attachment"
    return FileResponse(file.path, media_type=TYPES[suffix], filename=file.name, content_disposition_type=shown, headers=headers)


def page(files: dict[str, Download], as_of: str, terms: Terms) -> str:
    """The list of the files as a small page."""
    rows = "".join(
        f'<tr><td><a href="{escape(name)}">{escape(name)}</a></td><td>{file.size:,}</td><td><code>{file.sha256}</code></td></tr>'
        for name, file in sorted(files.items())
    )
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Downloads: {PUBLISHER}</title></head><body>'
        f"<h1>Downloads</h1><p>{PUBLISHER}, as of {as_of}. License: "
        f'{terms.html}. Checksums: <a href="{CHECKSUMS}">{CHECKSUMS}</a>. '
        f'What the columns mean: <a href="datapackage.json">datapackage.json</a>. Earlier versions: '
        f'<a href="versions/">versions</a>.</p>'
        f"<table><thead><tr><th>File</th><th>Bytes</th><th>SHA-256</th></tr></thead><tbody>{rows}</tbody></table></body></html>"
    )


ROUTES = [Route("/", download), Route("/{name}", download)]
