"""Copies the snapshot published at an HTTPS address, in a bucket or in a directory: a program of its own.

`python -m etl.publishing.mirror SOURCE --out DIR`.

The copy is checked like a build: every byte, every value, and only then the pointer moves.
"""

from __future__ import annotations

import json
import shutil
import time
from pathlib import Path
from typing import IO, Annotated, cast
from urllib.parse import quote
from urllib.request import urlopen

import fsspec
import typer

from etl.publishing import snapshot_files
from etl.reading.reference import DATA

LONGEST_S = 60


def mirror(source: str, out: Path) -> str | None:
    """Publishes here what is published there; the name, or None where it is here already.

    Raises DamagedSnapshot where a file is not what its manifest says, OSError where the source cannot be read.
    """
    base = source.rstrip("/") if "://" in source else Path(source).resolve().as_uri()
    manifest = json.loads(_read(f"{base}/{snapshot_files.POINTER}"))
    name = Path(manifest["snapshot"]).name
    present = snapshot_files.current(out)
    if present and present["snapshot"] == name and present["sha256"] == manifest["sha256"]:
        return None
    with snapshot_files.building(out) as path:
        _copy(f"{base}/{quote(name)}", path)
        snapshot_files.verify(path, manifest)
        downloads = path.with_suffix(snapshot_files.DOWNLOADS)
        _copy_downloads(f"{base}/{quote(Path(name).stem)}{snapshot_files.DOWNLOADS}", downloads)
        path.replace(out / name)
        shutil.rmtree((out / name).with_suffix(snapshot_files.DOWNLOADS), ignore_errors=True)
        downloads.replace((out / name).with_suffix(snapshot_files.DOWNLOADS))
        snapshot_files.write_json((out / name).with_suffix(".json"), manifest)
        snapshot_files.write_json(out / snapshot_files.POINTER, manifest)
    return name


def _copy_downloads(base: str, folder: Path) -> None:
    folder.mkdir()
    sums = _read(f"{base}/SHA256SUMS").decode("utf-8")
    (folder / "SHA256SUMS").write_text(sums, encoding="utf-8")
    for line in sums.splitlines():
        sha256, name = line.split("  ", 1)
        copy = folder / Path(name).name
        _copy(f"{base}/{quote(copy.name)}", copy)
        if snapshot_files.sha256_of(copy) != sha256:
            raise snapshot_files.DamagedSnapshot(f"{copy.name} is not the file that SHA256SUMS describes")


def _opened(address: str) -> IO[bytes]:
    """The file at the address: over HTTPS and from a directory by Python itself, from a bucket (`s3://`, `gs://`) by fsspec."""
    if address.startswith(("https://", "http://", "file://")):
        return cast(IO[bytes], urlopen(address, timeout=LONGEST_S))
    return cast(IO[bytes], fsspec.open(address, "rb").open())


def _read(address: str) -> bytes:
    with _opened(address) as answer:
        return answer.read()


def _copy(address: str, path: Path) -> None:
    with _opened(address) as answer, path.open("wb") as file:
        shutil.copyfileobj(answer, file)


def command(
    source: Annotated[str, typer.Argument(help="Address, bucket or directory of the published snapshots.")],
    out: Annotated[Path, typer.Option(help="Directory of the snapshots here.")] = DATA / "snapshots",
    every: Annotated[int, typer.Option(help="Look again after so many seconds; 0 = once.", min=0)] = 0,
) -> None:
    """Copy the snapshot published at SOURCE, checked by its manifest; with --every, follow it."""
    while True:
        try:
            name = mirror(source, out)
            typer.echo(f"Published {name}" if name else "Nothing new")
        except (OSError, ValueError, KeyError, ImportError, snapshot_files.DamagedSnapshot) as error:
            typer.echo(f"Nothing was published: {error}", err=True)
            if not every:
                raise typer.Exit(1) from None
        if not every:
            return
        time.sleep(every)


if __name__ == "__main__":
    typer.run(command)
