"""How much a query may ask at once: looked at before anything in it is parsed, in time that does not depend on what is in it."""

from __future__ import annotations

import re
from collections import Counter

LONGEST_QUERY_BYTES = 6_000
PARAMETERS_AT_MOST = 200
# More than any list of the filter has: all states and regions on record are some 70.
VALUES_AT_MOST = 120
LONGEST_VALUE_BYTES = 4_000
# What stands before each value, as `parse_qsl` divides a query.
_NAMES = re.compile(rb"(?:^|&)([^&=]*)")


def excess(query: bytes | str) -> str | None:
    """What is too much in a query as it stands in an address, in words for who wrote it; None where nothing is."""
    raw = query.encode("utf-8", "surrogateescape") if isinstance(query, str) else query
    if len(raw) > LONGEST_QUERY_BYTES:
        return f"the question is longer than {LONGEST_QUERY_BYTES:,} characters; ask for less at once"
    if raw.count(b"&") >= PARAMETERS_AT_MOST:
        return f"the question has more than {PARAMETERS_AT_MOST} parameters; ask for less at once"
    most = Counter(_NAMES.findall(raw)).most_common(1)
    if most and most[0][1] > VALUES_AT_MOST:
        return f"one parameter is given more than {VALUES_AT_MOST} times; leave it out to ask for all of its values"
    if max(map(len, raw.split(b"&"))) > LONGEST_VALUE_BYTES:
        return f"a value is longer than {LONGEST_VALUE_BYTES} characters; nothing on record is that long"
    return None
