"""Copies the snapshot published at an HTTPS address, in a bucket or in a directory: a program of its own.

`python -m etl.publishing.mirror SOURCE --out DIR`.

The source is not trusted: what it sends is bounded in size and time and read without running any of it; then the pointer moves.
"""

from __future__ import annotations

import contextlib
import json
import shutil
import time
from pathlib import Path
from typing import Annotated
from urllib.parse import quote

import duckdb
import typer

from etl.publishing import mirror_check, mirror_source, snapshot_files, versions
from etl.publishing.mirror_manifest import checksums_of, manifest_of
from etl.reading.reference import DATA

LARGEST_LIST_BYTES = 256 * 1024
LARGEST_FILE_BYTES = 1 << 30
SUMS = "SHA256SUMS"
# What a source that sends what it likes can bring about here; any other error is a mistake of ours, and ends the program.
FAULTS = (OSError, ValueError, KeyError, ImportError, EOFError, RuntimeError, snapshot_files.DamagedSnapshot, duckdb.Error)


def mirror(source: str, out: Path, keep: int = 10, seconds: float = mirror_source.WHOLE_AT_MOST_S) -> str | None:
    """Publishes here what is published there; the name, or None where it is here already. Keeps the newest `keep`.

    Raises DamagedSnapshot where a file is not what its manifest says or holds what no build writes, UnfitSource where the source
    sends too much, too slowly or nonsense, OSError where it cannot be read.
    """
    base = source.rstrip("/") if "://" in source else Path(source).resolve().as_uri()
    with mirror_source.within(seconds) as end:
        manifest = manifest_of(mirror_source.small(f"{base}/{snapshot_files.POINTER}", LARGEST_LIST_BYTES, end))
        name = manifest["snapshot"]
        _follow_versions(base, out, end)
        present = snapshot_files.current(out)
        if present and present["snapshot"] == name and present["sha256"] == manifest["sha256"]:
            return None
        with snapshot_files.building(out) as path:
            _fetch(base, path, manifest, end)
            _publish(path, out, manifest)
            versions.keep(out, manifest)
            snapshot_files.retain(out, keep)
    return name


def _fetch(base: str, path: Path, manifest: dict, end: float) -> None:
    """Copies the snapshot and its downloads to private names, and checks both."""
    stem = Path(manifest["snapshot"]).stem
    mirror_source.copy(f"{base}/{quote(manifest['snapshot'])}", path, LARGEST_FILE_BYTES, end)
    mirror_check.check(path, manifest)
    folder, there = path.with_suffix(snapshot_files.DOWNLOADS), f"{base}/{quote(stem)}{snapshot_files.DOWNLOADS}"
    folder.mkdir()
    text = mirror_source.small(f"{there}/{SUMS}", LARGEST_LIST_BYTES, end)
    (folder / SUMS).write_bytes(text)
    for name, sha256 in checksums_of(text).items():
        mirror_source.copy(f"{there}/{quote(name)}", folder / name, LARGEST_FILE_BYTES, end)
        if snapshot_files.sha256_of(folder / name) != sha256:
            raise snapshot_files.DamagedSnapshot(f"{name} is not the file that {SUMS} describes")


def _follow_versions(base: str, out: Path, end: float) -> None:
    """Takes back here what the source has taken back. A source without that list, or with nonsense, has taken nothing back."""
    with contextlib.suppress(OSError, ValueError):
        listed = mirror_source.small(f"{base}/{versions.FOLDER}/{versions.INDEX}", LARGEST_LIST_BYTES, end)
        versions.follow(out, json.loads(listed))


def _publish(path: Path, out: Path, manifest: dict) -> None:
    """Gives the checked copy its name and moves the pointer."""
    final = out / manifest["snapshot"]
    downloads = final.with_suffix(snapshot_files.DOWNLOADS)
    path.replace(final)
    shutil.rmtree(downloads, ignore_errors=True)
    path.with_suffix(snapshot_files.DOWNLOADS).replace(downloads)
    snapshot_files.write_json(final.with_suffix(".json"), manifest)
    snapshot_files.write_json(out / snapshot_files.POINTER, manifest)


def command(
    source: Annotated[str, typer.Argument(help="Address, bucket or directory of the published snapshots.")],
    out: Annotated[Path, typer.Option(help="Directory of the snapshots here.")] = DATA / "snapshots",
    every: Annotated[int, typer.Option(help="Look again after so many seconds; 0 = once.", min=0)] = 0,
    keep: Annotated[int, typer.Option(help="How many snapshots to keep here.", min=1)] = 10,
) -> None:
    """Copy the snapshot published at SOURCE, checked by its manifest; with --every, follow it."""
    while True:
        try:
            name = mirror(source, out, keep)
            typer.echo(f"Published {name}" if name else "Nothing new")
        except FAULTS as error:
            typer.echo(f"Nothing was published: {_plain(error)}", err=True)
            if not every:
                raise typer.Exit(1) from None
        if not every:
            return
        time.sleep(every)


def _plain(error: Exception) -> str:
    """The error on one line without control characters, whatever the source put into it."""
    return "".join(letter if letter.isprintable() else "?" for letter in f"{error}"[:300]) or type(error).__name__


if __name__ == "__main__":
    typer.run(command)
