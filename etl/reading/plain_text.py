"""Text from files in one form, and without what a screen, a terminal or a spreadsheet would act upon."""

from __future__ import annotations

import re
import unicodedata

from etl.reading.bounds import MOST_CELL_CHARACTERS
from file_writers.formula_guard import RUNS

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# What the guard of our own files puts before a text.
_FOR_EXCEL = re.compile(f"'(?={RUNS.removeprefix('^')})")
# Control characters (C0 without tab and line ends, DEL, C1), what turns the direction of writing, halves and non-characters.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_ANY_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]+")
_MIS_READ = re.compile("[ÂÃ][\u0080-\u00bf\u0152-\u2122]")
LOST = "\ufffd"


def tidy(text: str) -> str | None:
    """A cell trimmed, composed (NFC), with plain spaces, nothing unseen; blank = None; one character over the bound at most."""
    text = text.strip()[: MOST_CELL_CHARACTERS + 1]
    if not text.isascii():
        text = _SPACES.sub(" ", _UNSEEN.sub("", unicodedata.normalize("NFC", text))).strip()
    return (_FOR_EXCEL.sub("", text, count=1).strip() if text.startswith("'") else text) or None


def visible(text: str, longest: int = 0) -> str:
    """`text` with every run of control characters as one space, cut at `longest` characters (0 = whole)."""
    text = _ANY_CONTROL.sub(" ", text)
    return text if not longest or len(text) <= longest else f"{text[:longest]}…"


def meant_by(text: str) -> str | None:
    """`Bogotá` for `BogotÃ¡`: UTF-8 that was once opened as Western European; None where the text is sound."""
    if not _MIS_READ.search(text):
        return None
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return None
