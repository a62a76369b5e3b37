"""No question holds the event loop: every route and parameter with one value, fifty and five thousand, long ones and odd ones."""

from __future__ import annotations

from collections.abc import Iterator
from http.client import HTTPConnection
from itertools import product
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx
import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import ConnectionClosed

from api.routes import ROUTES
from benchmarks import served
from benchmarks.visitor import Visitor
from queries.address_parser import parse
from queries.endpoints import ENDPOINTS
from queries.filters import NAMES
from queries.page_list import BY_ADDRESS
from queries.query_bounds import LONGEST_QUERY_BYTES, VALUES_AT_MOST, excess
from queries.vocabulary import Vocabulary
from tests.kit import local
from tests.kit.loop_cpu import least_cpu_ms
from tests.kit.route_addresses import addresses_of
from tests.kit.tiers import first_of

pytestmark = pytest.mark.slow

# What one question may compute on the loop, in answers of `/healthz`, the smallest there is; on a machine at rest that is 5 ms.
MOST_ANSWERS = 12
ADDRESSES = sorted({*BY_ADDRESS, *addresses_of(ROUTES), "/nowhere", "/api/v1/nowhere"})
COUNTS = (1, 50, VALUES_AT_MOST + 1, 5_000)
PARAMETERS = (*NAMES, "q", "text", "column", "by", "limit", "offset", "sample", "nothing")
ODD = ("", "%00", "%ff%fe", "%E2%80%AE", "a%26b", "%25" * 200, "=" * 500, "%0d%0aSet-Cookie:x", quote("é" * 140), "-1", "1e400",
       "NaN")  # fmt: skip


def status_of(portal: served.Portal, question: str) -> int:
    """The status of the answer to any address, also one that a careful client would not send."""
    connection = HTTPConnection(urlsplit(portal.site).netloc, timeout=30)
    try:
        connection.request("GET", question)
        return connection.getresponse().status
    finally:
        connection.close()


@pytest.fixture(scope="module")
def portal_process(snapshots: Path) -> Iterator[served.Portal]:
    with served.at_rest(served.serve(snapshots)) as running:
        yield running
        running.end()


@pytest.mark.parametrize(("address", "name"), first_of(product(ADDRESSES, PARAMETERS), 6))
def test_no_parameter_of_a_route_holds_another_reader_s_loop_however_often_it_is_given(
    portal_process: served.Portal, address: str, name: str
) -> None:
    with httpx.Client(base_url=portal_process.site) as reader:
        assert status_of(portal_process, f"{address}?{name}=a") < 500
        alone = least_cpu_ms(portal_process, lambda: reader.get("/healthz"))
        for count in COUNTS:
            question = f"{address}?" + "&".join(f"{name}=a{number}" for number in range(count))
            statuses: set[int] = set()

            def both(question: str = question, statuses: set[int] = statuses) -> None:
                statuses.add(status_of(portal_process, question))
                assert reader.get("/healthz").status_code == 200

            spent = least_cpu_ms(portal_process, both) - alone
            assert spent < MOST_ANSWERS * alone, f"{name} {count} times: {spent:.1f} ms, one answer {alone:.1f} ms"
            assert max(statuses) < 500
            assert count <= VALUES_AT_MOST or statuses <= {400, 431}


@pytest.mark.parametrize("value", ODD)
def test_an_odd_value_of_any_parameter_is_no_failure_and_holds_nothing(portal_process: served.Portal, value: str) -> None:
    for address in ("/", "/records", "/api/v1/cities.json", "/feed.atom"):
        for name in ("city", "state", "as_of", "level", value):
            assert local.get(f"{portal_process.site}{address}?{name}={value}").status_code < 500


def test_a_refusal_names_the_bound_to_people_and_to_programs(site: str) -> None:
    query = "&".join(["city=a"] * (VALUES_AT_MOST + 1))
    assert f"more than {VALUES_AT_MOST} times" in local.get(f"{site}/?{query}").text
    assert f"more than {VALUES_AT_MOST} times" in local.get(f"{site}/api/v1/cities.json?{query}").json()["error"]["message"]


def test_a_websocket_with_too_long_a_question_is_closed(site: str) -> None:
    with Visitor(site) as visitor:
        message = BackMsg()
        message.rerun_script.query_string = "&".join(["city=a"] * 5_000)
        visitor.say(message)
        with pytest.raises(ConnectionClosed) as closed:
            visitor.read()
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 1008


def test_every_filter_of_the_record_chosen_at_once_is_within_the_bounds(portal: Path) -> None:
    from queries.snapshot import SHELF

    words = SHELF.current().words
    for name in ("state", "country", "level", "size", "standard", "award", "year"):
        query = "&".join(f"{name}={quote(word)}" for word in words.options[name])
        assert excess(query) is None
    assert excess("a" * (LONGEST_QUERY_BYTES + 1)) is not None


def test_the_vocabulary_is_folded_once_and_not_for_every_value(portal: Path) -> None:
    from queries.snapshot import SHELF

    words = SHELF.current().words
    assert isinstance(words, Vocabulary)
    assert words.known is words.known
    assert parse([("city", "Baltimore-MD")], words)[0].city == ("baltimore-md",)


def test_every_route_is_walked_at_an_address_that_it_has() -> None:
    assert {"/feed.atom", "/changes.atom", "/healthz", "/sitemap.xml", "/cities/baltimore-md"} <= set(ADDRESSES)
    assert {f"/api/v1/{endpoint.name}.json" for endpoint in ENDPOINTS} <= set(ADDRESSES)
    assert [address for address in ADDRESSES if "{" in address] == []
