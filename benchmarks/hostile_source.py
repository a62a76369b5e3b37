"""Sources that a mirror must not believe: each kind makes of a good directory of snapshots one that a hostile host serves."""

from __future__ import annotations

import hashlib
import json
import shutil
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType

import duckdb

from etl.publishing import snapshot_files
from etl.publishing.mirror import SUMS

SECRET = "a file of this machine that is nobody's business"  # noqa: S105


def _pointer(folder: Path, **changed: object) -> None:
    path = folder / snapshot_files.POINTER
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | changed), encoding="utf-8")


def _text(folder: Path, text: bytes) -> None:
    (folder / snapshot_files.POINTER).write_bytes(text)


def _snapshot(folder: Path) -> Path:
    return folder / json.loads((folder / snapshot_files.POINTER).read_text(encoding="utf-8"))["snapshot"]


def _ran(folder: Path, sql: str) -> None:
    """Changes the database, and the pointer's checksum with it, as its owner can."""
    path = _snapshot(folder)
    with duckdb.connect(str(path)) as con:
        con.execute(sql)
    _pointer(folder, sha256=hashlib.sha256(path.read_bytes()).hexdigest())


def _reading_view(folder: Path) -> None:
    secret = folder / "secret.txt"
    secret.write_text(SECRET, encoding="utf-8")
    _ran(folder, f"create view evil as select * from read_text('{secret}')")  # noqa: S608


def _view_for_a_table(folder: Path) -> None:
    secret = folder / "secret.txt"
    secret.write_text(SECRET, encoding="utf-8")
    _ran(folder, f"alter table partners rename to partners_2; create view partners as select * from read_text('{secret}')")  # noqa: S608


def _sums(folder: Path, line: str) -> None:
    path = _snapshot(folder).with_suffix(snapshot_files.DOWNLOADS) / SUMS
    path.write_text(path.read_text(encoding="utf-8") + line, encoding="utf-8")


def _cut(folder: Path) -> None:
    path = _snapshot(folder)
    path.write_bytes(path.read_bytes()[:5_000])


ZEROS = "0" * 64
KINDS: dict[str, Callable[[Path], None]] = {
    "a view that reads a file": _reading_view,
    "a view in place of a table": _view_for_a_table,
    "a macro of its own": lambda f: _ran(f, "create macro evil() as table select 1"),
    "a table of its own": lambda f: _ran(f, "create table evil as select 1 as one"),
    "a table missing": lambda f: _ran(f, "drop table partners"),
    "other content": lambda f: _ran(f, "delete from partners"),
    "a schema of its own": lambda f: _ran(f, "create schema evil; create table evil.one as select 1 as one"),
    "half a snapshot": _cut,
    "no snapshot": lambda f: _snapshot(f).unlink(),
    "a pointer that is not JSON": lambda f: _text(f, b"<html>"),
    "a pointer that is a list": lambda f: _text(f, b"[]"),
    "a pointer that is deep": lambda f: _text(f, b"[" * 100_000),
    "a pointer in no encoding": lambda f: _text(f, b"\xff\xfe\x00"),
    "a pointer too large": lambda f: _text(f, b" " * 5_000_000),
    "a pointer with numbers for names": lambda f: _pointer(f, snapshot=5, sha256=None),
    "a name that leads elsewhere": lambda f: _pointer(f, snapshot="../../evil.duckdb"),
    "a foreign name": lambda f: _pointer(f, snapshot="evil.duckdb"),
    "a name with control characters": lambda f: _pointer(f, snapshot="portal-\x1b[2J.duckdb"),
    "a name for other content": lambda f: _pointer(f, content_sha256=ZEROS),
    "a wrong checksum": lambda f: _pointer(f, sha256=ZEROS),
    "schema version 99": lambda f: _pointer(f, schema_version=99),
    "a schema version that is true": lambda f: _pointer(f, schema_version=True),
    "a download that leads elsewhere": lambda f: _sums(f, f"{ZEROS}  ../../evil\n"),
    "a hidden download": lambda f: _sums(f, f"{ZEROS}  .evil\n"),
    "a line that is no checksum": lambda f: _sums(f, "nonsense\n"),
    "a thousand downloads": lambda f: _sums(f, "".join(f"{ZEROS}  file{n}.csv\n" for n in range(1_000))),
    "a download that is not there": lambda f: _sums(f, f"{ZEROS}  evil.csv\n"),
}


def hostile(good: Path, folder: Path, kind: str) -> Path:
    """A copy of the good source in `folder`, changed into one of that kind."""
    shutil.copytree(good, folder)
    KINDS[kind](folder)
    return folder


class _Handler(BaseHTTPRequestHandler):
    """Answers in the manner of its server."""

    def do_GET(self) -> None:
        manner = self.server.manner  # type: ignore[attr-defined]
        with suppress(OSError):
            MANNERS[manner](self)

    def log_message(self, format: str, *args: object) -> None:
        pass


def _drip(handler: _Handler, head: bytes, piece: bytes, pause_s: float, count: int = 10_000) -> None:
    handler.wfile.write(head)
    for _ in range(count):
        handler.wfile.write(piece)
        handler.wfile.flush()
        time.sleep(pause_s)


def _redirect(handler: _Handler) -> None:
    handler.send_response(302)
    handler.send_header("Location", "http://169.254.169.254/latest/meta-data")
    handler.end_headers()


PLAIN = b"HTTP/1.0 200 OK\r\n\r\n"
MANNERS: dict[str, Callable[[_Handler], None]] = {
    "a body without end": lambda h: _drip(h, PLAIN, b" " * 65_536, 0),
    "a body byte by byte": lambda h: _drip(h, PLAIN, b" ", 0.05),
    "a head without end": lambda h: _drip(h, b"HTTP/1.0 200 OK\r\n", b"X-A: a\r\n", 0.05),
    "what is not HTTP": lambda h: _drip(h, b"\x00\x01\x02 nonsense\r\n\r\n", b"", 0, 1),
    "a redirect elsewhere": _redirect,
    "a body cut short": lambda h: _drip(h, b"HTTP/1.0 200 OK\r\nContent-Length: 500\r\n\r\n", b"{", 0, 1),
    "an error": lambda h: h.send_error(500, "evil \x1b[2J"),
}


class Hostile:
    """A server on this machine that answers every address in one manner."""

    def __init__(self, manner: str) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        self._server.daemon_threads = True
        self._server.manner = manner  # type: ignore[attr-defined]
        self.site = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Hostile:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()
