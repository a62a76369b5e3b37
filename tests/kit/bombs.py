"""Record files that are larger inside than outside, or hostile in another way: one generator for each format."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet

HEADER = "city,state,population,level,year"
ROW = "Toledo,OH,265304,Silver,2026"
MB = 2**20
# Each takes the reader ten seconds and more, up to its bound.
HEAVY = {"six million rows", "six million cells", "six million shared texts", "a text of ten million runs"}
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_REFERS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
_CELLS = "".join(f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in HEADER.split(","))
_HEAD = f'<worksheet {_MAIN}><sheetData><row r="1">{_CELLS}</row>'
_TAIL = "</sheetData></worksheet>"
_GOOD = "".join(f'<c t="inlineStr"><is><t>{value}</t></is></c>' for value in ROW.split(","))


def workbook(
    path: Path, sheet: Iterator[str] | str, shared: Iterator[str] | str = "", more: dict[str, str] | None = None
) -> Path:
    """A workbook with one sheet and shared texts, each given as text or piece by piece."""
    relations = f'<Relationship Id="rId1" Type="{_KIND}/worksheet" Target="worksheets/sheet1.xml"/>'
    relations += f'<Relationship Id="rId2" Type="{_KIND}/sharedStrings" Target="sharedStrings.xml"/>' if shared else ""
    sheets = '<sheets><sheet name="Spring" sheetId="1" r:id="rId1"/></sheets>'
    parts = {
        "_rels/.rels": f'{_REFERS}<Relationship Id="rId1" Type="{_KIND}/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>",
        "xl/workbook.xml": f'<workbook {_MAIN} xmlns:r="{_KIND}">{sheets}</workbook>',
        "xl/_rels/workbook.xml.rels": f"{_REFERS}{relations}</Relationships>",
        "xl/worksheets/sheet1.xml": sheet,
        **({"xl/sharedStrings.xml": shared} if shared else {}),
        **(more or {}),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        for name, content in parts.items():
            with file.open(name, "w", force_zip64=True) as part:
                for piece in [content] if isinstance(content, str) else content:
                    part.write(piece.encode())
    return path


def repeated(text: str, count: int, before: str = "", after: str = "") -> Iterator[str]:
    """`before`, then `text` many times in large pieces, then `after`."""
    yield before
    at_once = max(1, MB // len(text))
    for done in range(0, count, at_once):
        yield text * min(at_once, count - done)
    yield after


def lying(path: Path) -> Path:
    """A workbook whose sheet says that it unpacks to a hundred bytes and unpacks to 100 MB."""
    workbook(path, repeated(" ", 100 * MB, _HEAD, _TAIL))
    content = bytearray(path.read_bytes())
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        if b"sheet1.xml" in content[at : at + 100]:
            content[at + 24 : at + 28] = (100).to_bytes(4, "little")
            extra = content[at + 30] + 256 * content[at + 31]
            name = content[at + 28] + 256 * content[at + 29]
            content[at + 46 + name : at + 46 + name + extra] = b"\0" * extra
        at = content.find(b"PK\x01\x02", at + 4)
    path.write_bytes(content)
    return path


def workbooks(folder: Path) -> dict[str, tuple[Path, set[str]]]:
    """Name → the workbook and the rules that its findings may be of."""
    texts = f"<sst {_MAIN}>"
    good = f'{_HEAD}<row r="2">{_GOOD}</row>{_TAIL}'
    entities = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    row = '<row r="{0}"><c r="{1}2" t="inlineStr"><is><t>x</t></is></c></row>'
    made: dict[str, tuple[Iterator[str] | str, Iterator[str] | str, set[str]]] = {
        "300 MB of blanks": (repeated(" ", 300 * MB, _HEAD, _TAIL), "", {"unpacked_size"}),
        "190 MB of shared texts": (good, repeated("<si><t>x</t></si>", 190 * MB // 17, texts, "</sst>"), {"unpacked_size"}),
        "six million shared texts": (good, repeated("<si/>", 6_000_000, texts, "</sst>"), {"cell_count"}),
        "one shared text of 60 MB": (
            _HEAD + '<row r="2"><c t="s"><v>0</v></c></row>' + _TAIL,
            repeated("x", 60 * MB, f"{texts}<si><t>", "</t></si></sst>"),
            {"cell_length", "row_has_one_cell_and_no_more"},
        ),
        "a text of ten million runs": (good, repeated("<r/>", 10_000_000, f"{texts}<si>", "</si></sst>"), set()),
        "row two billion": (_HEAD + row.format(2_000_000_000, "A") + _TAIL, "", {"row_number"}),
        "column far beyond": (_HEAD + row.format(2, "ZZZZ") + _TAIL, "", {"column_count"}),
        "six million cells": (repeated(f"<row>{'<c><v>1</v></c>' * 100}</row>", 60_000, _HEAD, _TAIL), "", {"cell_count"}),
        "an attribute of 80 MB": (repeated("x", 80 * MB, f'{_HEAD}<row r="2" x="', f'"/>{_TAIL}'), "", {"readable_file"}),
        "entities": (entities + good, "", {"readable_file"}),
        "a heading of 200 kB": (good.replace("<t>year</t>", f"<t>{'y' * 200_000}</t>"), "", {"needed_column", "known_column"}),
    }
    written = {name: (workbook(folder / f"{name}.xlsx", sheet, shared), rules) for name, (sheet, shared, rules) in made.items()}
    many = workbook(folder / "many parts.xlsx", good, more={f"xl/{n}": "" for n in range(30_000)})
    return written | {"30,000 parts": (many, {"part_count"}), "lying": (lying(folder / "lying.xlsx"), {"readable_file"})}


def texts(folder: Path) -> dict[str, tuple[Path, set[str]]]:
    """The same for CSV."""
    made = {
        "three bytes": ("\ufeff", {"has_rows"}),
        "a heading of 200 kB": (f"{HEADER},{'x' * 200_000}\n{ROW},1\n", {"readable_file"}),
        "a heading of 100 kB": (f"{HEADER},{'x' * 100_000}\n{ROW},1\n", {"known_column"}),
        "a heading with codes": (f"{HEADER},[/red]\x1b[31m\n{ROW},1\n", {"known_column"}),
        "twenty million commas": ("," * 20_000_000, {"column_count", "readable_file"}),
        "a row of twenty million cells": (f"{HEADER}\n{ROW}{',' * 20_000_000}x\n", {"readable_file"}),
        "a cell that never ends": (f'{HEADER}\n"{"x" * 20_000_000}', {"readable_file"}),
        "a cell of many lines": (HEADER + '\n"' + "x\n" * 10_000_000, {"readable_file"}),
        "a cell of 100 kB": (f"{HEADER}\n{'x' * 100_000},OH,,Gold,2026\n", {"cell_length"}),
        "six million rows": (f"{HEADER}\n" + ",,,,\n" * 6_000_000, {"row_count"}),
        "five thousand columns": (",".join(f"c{n}" for n in range(5000)) + f"\n{ROW}\n", {"column_count"}),
    }
    for name, (text, _) in made.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return {name: (folder / f"{name}.csv", rules) for name, (_, rules) in made.items()}


def json_files(folder: Path) -> dict[str, tuple[Path, set[str]]]:
    """The same for JSON."""
    row = dict(zip(HEADER.split(","), ROW.split(","), strict=True))
    made = {
        "keys by the square": (json.dumps([row | {f"k{n}": n} for n in range(6000)]), {"column_count"}),
        "keys of one": (json.dumps([row | {f"k{n}": n for n in range(6000)}]), {"column_count"}),
        "ten million objects": ("[" + "{}," * 10_000_000 + "{}]", {"row_count"}),
        "twenty million numbers": ("[" + "1," * 20_000_000 + "1]", {"cell_count"}),
        "a hundred thousand brackets": ("[" * 100_000, {"readable_file"}),
        "a name of 200 kB": (json.dumps([row | {"x" * 200_000: 1}]), {"known_column"}),
        "a value of 20 MB": (json.dumps([row | {"city": "x" * 20 * MB}]), {"cell_length"}),
        "not a number": (
            '[{"city": NaN, "state": "OH", "population": Infinity, "level": "Gold", "year": NaN}]',
            {"not_blank", "whole_number"},
        ),
        "a number of 5,000 digits": ('[{"city": "Toledo", "state": ' + "9" * 5000 + "}]", {"readable_file"}),
        "70 MB": (" " * 70 * MB + "[]", {"file_size"}),
        "three bytes": ("[]\n", {"has_rows"}),
    }
    for name, (text, _) in made.items():
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
    return {name: (folder / f"{name}.json", rules) for name, (_, rules) in made.items()}


def parquet_files(folder: Path) -> dict[str, tuple[Path, set[str]]]:
    """The same for Parquet."""
    good = {name: pa.array([value]) for name, value in zip(HEADER.split(","), ROW.split(","), strict=True)}

    def rows(count: int, **more: pa.Array) -> pa.Table:
        """The same award many times, as a dictionary of one value each, with other columns."""
        same = pa.array([0], pa.int32()).take(pa.array([0] * count, pa.int32()))
        return pa.table({name: pa.DictionaryArray.from_arrays(same, value) for name, value in good.items()} | more)

    def repeating(text: str, count: int) -> pa.Array:
        return pa.DictionaryArray.from_arrays(pa.array([0] * count, pa.int32()), pa.array([text]))

    lists = pa.ListArray.from_arrays(pa.array([0, 10_000_000], pa.int32()), pa.array([1] * 10_000_000, pa.int8()))
    shared = pa.array(["x" * 200_000 + str(n) for n in range(400)])
    made: dict[str, tuple[pa.Table, dict[str, object], set[str]]] = {
        "5.6 GiB of notes": (rows(5600, note=repeating("x" * MB, 5600)), {}, {"cell_length", "no_row_twice"}),
        "5.6 GiB of nobody's": (rows(1, mine=repeating("x" * MB, 1)), {}, {"known_column"}),
        "600 MB in pages that pack well": (
            rows(600, note=pa.array(["x" * MB] * 600)),
            {"use_dictionary": False, "compression": "zstd"},
            {"unpacked_size"},
        ),
        "one page of 100 MB": (
            rows(100, note=pa.array(["x" * MB] * 100)),
            {"use_dictionary": False, "compression": "zstd", "data_page_size": 2**30, "write_batch_size": 2**20},
            {"unpacked_size"},
        ),
        "texts told by prefixes": (
            rows(400, note=shared),
            {"use_dictionary": False, "column_encoding": {"note": "DELTA_BYTE_ARRAY"}},
            {"plain_values"},
        ),
        "six million rows": (
            pa.table({"city": repeating("Toledo", 6_000_000), "state": repeating("OH", 6_000_000)}),
            {},
            {"row_count"},
        ),
        "lists": (pa.table(good | {"level": lists}), {}, {"plain_values"}),
        "five thousand columns": (pa.table(good | {f"c{n}": pa.array([1]) for n in range(5000)}), {}, {"column_count"}),
        "a name of 200 kB": (pa.table(good | {"x" * 200_000: pa.array([1])}), {}, {"known_column"}),
    }
    for name, (table, options, _) in made.items():
        pyarrow.parquet.write_table(table, folder / f"{name}.parquet", **options)
    written = {name: (folder / f"{name}.parquet", rules) for name, (_, _, rules) in made.items()}
    (folder / "three bytes.parquet").write_bytes(b"PAR")
    return written | {
        "three bytes": (folder / "three bytes.parquet", {"readable_file"}),
        "lying": (_lying_page(folder), {"unpacked_size"}),
    }


def _lying_page(folder: Path) -> Path:
    """A file that lists a small column whose page says of itself that it unpacks to a gigabyte."""
    table = pa.table({name: [value] for name, value in zip(HEADER.split(","), ROW.split(","), strict=True)})
    buffer = io.BytesIO()
    pyarrow.parquet.write_table(table, buffer, use_dictionary=False, compression="none", write_statistics=False)
    content = bytearray(buffer.getvalue())
    # The first page's head: a struct whose field 1 is its type, field 2 (0x15, then a varint) its size when unpacked.
    size = content[7]
    huge = (2**30 << 1).to_bytes(5, "little")
    varint = bytes([(2**31 >> 7 * n & 127) | (128 if n < 4 else 0) for n in range(5)])
    assert content[4:7] == b"\x15\x00\x15" and size < 128 and len(huge) == 5
    path = folder / "lying.parquet"
    path.write_bytes(bytes(content[:7]) + varint + bytes(content[8:]))
    return path


FORMATS: dict[str, Callable[[Path], dict[str, tuple[Path, set[str]]]]] = {
    "csv": texts,
    "json": json_files,
    "parquet": parquet_files,
    "xlsx": workbooks,
}
