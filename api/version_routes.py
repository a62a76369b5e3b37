"""`/downloads/versions/`: the data package of every snapshot that was shown, for whoever follows a citation."""

from __future__ import annotations

from html import escape

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from api.city_pages import PAGES
from queries.endpoints import MEDIA_TYPES
from queries.file_check import is_whole
from queries.version_list import Version, versions
from server.errors import error

SUMS = "SHA256SUMS"
# A version never changes, but it can be taken back.
HEADERS = {"Cache-Control": "public, max-age=300"}


def listed(request: Request) -> Response:
    """Every version with its files and checksums."""
    return HTMLResponse(PAGES.get_template("versions.html").render(versions=list(versions().values())), headers=HEADERS)


def one(request: Request) -> Response:
    """The checksums of one version, or a file of it; 410 with the reason where it was taken back, 404 where there is none."""
    name, file = request.path_params["snapshot"], request.path_params.get("file", "")
    found = versions().get(name)
    if found is None or (file and not found.why and file != SUMS and file not in found.files):
        return error(404, "version", f"{name}/{file}"[:200], "no such version; /downloads/versions/ lists all of them")
    if found.why:
        return error(410, "version", name, f"this version was taken back: {found.why}")
    return _file(found, file) if file and file != SUMS else PlainTextResponse(_sums(found), headers=HEADERS)


def _sums(version: Version) -> str:
    return "".join(f"{sha256}  {name}\n" for name, sha256 in sorted(version.files.items()))


def _file(version: Version, file: str) -> Response:
    path = version.path(file)
    if not path.is_file() or not is_whole(path, version.files[file]):
        return error(503, "version", escape(file), "this file is damaged on our disk and is not handed out", retry_after="60")
    kind = MEDIA_TYPES[file.rpartition(".")[2]]
    return FileResponse(path, media_type=kind, filename=f"{version.name}-{file}", headers=HEADERS)


ROUTES = [
    Route("/versions/", listed),
    Route("/versions/{snapshot}/", one),
    Route("/versions/{snapshot}/{file}", one),
]
