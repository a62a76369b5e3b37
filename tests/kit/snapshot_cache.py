"""Snapshots for tests, built once for each content of the record and the code that reads it, whichever test or run asks first."""

from __future__ import annotations

import fcntl
import hashlib
import platform
import shutil
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path

from tests.kit.repository import ROOT

CACHE = ROOT / ".pytest_cache" / "snapshots"
SOURCES = ("data", "etl", "queries")
NO_SOURCES = ("snapshots", "__pycache__")
DONE = ".done"
KEPT_S = 86_400


def snapshots_of(*records: Path, audience: str = "public", only: bool = False) -> Path:
    """Directory with one snapshot of the record with these files laid over it. For reading: who changes it works on a copy."""

    def make(out: Path) -> None:
        from etl.publishing.build import Order, build

        build(Order(records=list(records), audience=audience, only=only, out=out))

    return kept(f"{audience}-{only}", records, make)


def kept(name: str, inputs: Iterable[Path], make: Callable[[Path], object]) -> Path:
    """The directory that `make` fills, filled once for each content of the sources and of `inputs`."""
    directory = CACHE / f"{name}-{_fingerprint(inputs)}"
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / f".{directory.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not _is_whole(directory):
            shutil.rmtree(directory, ignore_errors=True)
            make(directory)
            (directory / DONE).write_text(_sizes(directory), encoding="utf-8")
        (directory / DONE).touch()
    _forget_the_old()
    return directory


def _is_whole(directory: Path) -> bool:
    done = directory / DONE
    return done.is_file() and done.read_text(encoding="utf-8") == _sizes(directory)


def _sizes(directory: Path) -> str:
    """The size and the time of change of every file, by which a test that changed what it only may read is found out."""
    files = sorted(p for p in directory.rglob("*") if p.is_file() and not p.name.startswith("."))
    return "\n".join(f"{p.relative_to(directory)} {p.stat().st_size} {p.stat().st_mtime_ns}" for p in files)


def _forget_the_old() -> None:
    for done in CACHE.glob(f"*/{DONE}"):
        if time.time() - done.stat().st_mtime > KEPT_S:
            shutil.rmtree(done.parent, ignore_errors=True)


def _fingerprint(inputs: Iterable[Path]) -> str:
    digest = hashlib.sha256(_of_the_sources())
    for path in inputs:
        digest.update(path.name.encode() + _content(path))
    return digest.hexdigest()[:16]


def _content(path: Path) -> bytes:
    """The bytes of the file; of a workbook those that stay when it is written again, at another moment."""
    if path.suffix != ".xlsx":
        return path.read_bytes()
    with zipfile.ZipFile(path) as book:
        return repr([(part.filename, part.CRC) for part in book.infolist() if part.filename != "docProps/core.xml"]).encode()


@cache
def _of_the_sources() -> bytes:
    # A build states its day: the latest that an award can have.
    facts = (datetime.now(UTC).date().isoformat(), platform.python_version(), version("duckdb"), version("pandas"))
    digest = hashlib.sha256("\n".join(facts).encode())
    for path in _sources():
        digest.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return digest.digest()


def _sources() -> Iterator[Path]:
    for folder in SOURCES:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and not any(part.startswith(NO_SOURCES) for part in path.relative_to(ROOT).parts):
                yield path
