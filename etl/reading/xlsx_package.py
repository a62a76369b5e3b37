"""The parts of a workbook: its ZIP looked at before anything is unpacked, its XML read as a stream without entities."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from xml.parsers import expat

from etl.reading.bounds import MOST_DIRECTORY_BYTES, MOST_WORKBOOK_BYTES, Clock, bytes_of, checked_unpacked
from etl.reading.cell_grid import OLD_EXCEL
from etl.reading.unreadable import Unreadable

MOST_LIST_BYTES = 8 * 2**20  # of a part that lists sheets, relations or formats
CHUNK = 2**16
MOST_TAG_BYTES = 2**20
_END_OF_ZIP = b"PK\x05\x06"
Start = Callable[[str, dict[str, str]], None]


class Stop(Exception):
    """Enough of a part has been read."""


class Package:
    """The ZIP of a workbook. Raises Unreadable where it is none, or would unpack to too much."""

    def __init__(self, path: Path):
        content = bytes_of(path, MOST_WORKBOOK_BYTES)
        if content.startswith(OLD_EXCEL):
            raise _not_a_workbook("an old Excel file, or one with a password")
        _look_at_directory(content)
        self.clock = Clock()
        with readable():
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        checked_unpacked(sum(part.file_size for part in self._zip.infolist()))

    def size(self, name: str) -> int:
        """Bytes of a part when unpacked; 0 where there is none."""
        return self._zip.getinfo(name).file_size if name in self._zip.NameToInfo else 0

    def parse(self, name: str, start: Start, end: Callable[[str], None], text: Callable[[str], None] | None = None) -> None:
        """Calls `start` (element, attributes), `end` and `text` in the order of the part; names without their namespace."""
        parser = expat.ParserCreate(namespace_separator="|")
        parser.buffer_text = True
        parser.StartElementHandler = lambda tag, given: start(_local(tag), {_local(n): v for n, v in given.items()})
        parser.EndElementHandler = lambda tag: end(_local(tag))
        parser.StartDoctypeDeclHandler = _refuse_doctype
        if text:
            parser.CharacterDataHandler = text
        with readable(), self._zip.open(name) as part:
            given = 0
            while chunk := part.read(CHUNK):
                self.clock.check()
                parser.Parse(chunk, False)
                given += len(chunk)
                if given - parser.CurrentByteIndex > MOST_TAG_BYTES:  # the parser begins a tag anew with every piece of it
                    raise _not_a_workbook("a tag without end")
            parser.Parse(b"", True)

    def elements(self, name: str, *tags: str) -> list[tuple[str, dict[str, str]]]:
        """The elements of a small part that are called one of `tags`, in order."""
        checked_unpacked(self.size(name), MOST_LIST_BYTES)
        found: list[tuple[str, dict[str, str]]] = []
        self.parse(name, lambda tag, given: found.append((tag, given)) if tag in tags else None, lambda tag: None)
        return found

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """Id → (last word of the kind, name of the part) of what the part `name` refers to; "" is the package."""
        folder = PurePosixPath(name).parent
        listed = self.elements(
            str(folder / "_rels" / f"{PurePosixPath(name).name}.rels") if name else "_rels/.rels", "Relationship"
        )
        return {
            given.get("Id", ""): (given.get("Type", "").rpartition("/")[2], _joined(folder, given.get("Target", "")))
            for _, given in listed
            if given.get("TargetMode") != "External"
        }


# What the reading of a damaged workbook trips over.
DAMAGES = (
    *(expat.ExpatError, zipfile.BadZipFile, zlib.error, struct.error),
    *(ArithmeticError, AttributeError, LookupError, OSError, EOFError, RuntimeError, ValueError),
)


@contextmanager
def readable() -> Iterator[None]:
    """Whatever a damaged workbook trips over is one finding."""
    try:
        yield
    except (Unreadable, Stop):
        raise
    except DAMAGES as error:
        problem = str(error).split("\n")[0][:200]
        raise Unreadable(
            "readable_file", f"not readable as a workbook: {problem}", "Open it in Excel and save it again"
        ) from None


def _local(name: str) -> str:
    return name.rpartition("|")[2]


def _joined(folder: PurePosixPath, target: str) -> str:
    parts: list[str] = []
    for part in (target if target.startswith("/") else f"{folder}/{target}").split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


def _look_at_directory(content: bytes) -> None:
    """The list of parts is at the end; a list of a million parts would take long to read before any of them is seen."""
    at = content.rfind(_END_OF_ZIP, max(0, len(content) - 2**16 - 22))
    if at < 0 or len(content) < at + 22:
        raise _not_a_workbook("File is not a zip file")
    [size] = struct.unpack_from("<I", content, at + 12)
    if size > MOST_DIRECTORY_BYTES:
        raise Unreadable("part_count", "the workbook has more parts than are read", "Copy the sheet to a new workbook")


def _refuse_doctype(*_: object) -> None:
    raise Unreadable("readable_file", "not readable as a workbook: it defines entities", "Open it in Excel and save it again")


def _not_a_workbook(problem: str) -> Unreadable:
    return Unreadable("readable_file", f"not a workbook: {problem}", "Open it in Excel and save it as .xlsx, without a password")
