"""No question holds the event loop: every route and parameter with one value, fifty and five thousand, long ones and odd ones."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

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
from tests.kit.loop_cpu import least_cpu_ms

pytestmark = pytest.mark.slow

LONGEST_TURN_MS = 5.0
ADDRESSES = sorted(BY_ADDRESS) + [f"/api/v1/{endpoint.name}.json" for endpoint in ENDPOINTS] + [
    "/feed.atom", "/changes.atom", "/cities/baltimore-md", "/healthz", "/downloads/", "/sitemap.xml",
]  # fmt: skip
PARAMETERS = (*NAMES, "q", "text", "column", "nothing")
ODD = ("", "%00", "%ff%fe", "%E2%80%AE", "a%26b", "%25" * 200, "=" * 500, "%0d%0aSet-Cookie:x", quote("é" * 140), "-1", "1e400",
       "NaN")  # fmt: skip


@pytest.fixture(scope="module")
def portal_process(snapshots: Path) -> Iterator[served.Portal]:
    with served.at_rest(served.serve(snapshots)) as running:
        yield running
        running.end()


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_parameter_of_a_route_holds_the_loop_however_often_it_is_given(portal_process: served.Portal, address: str) -> None:
    with httpx.Client(base_url=portal_process.site) as client:
        for name in PARAMETERS:
            assert client.get(f"{address}?{name}=a").status_code < 500
        for name in ("city", "state", "column"):
            for count in (50, 1_500):
                query = "&".join(f"{name}=a{number}" for number in range(count))
                answers: list[httpx.Response] = []
                spent = least_cpu_ms(portal_process, lambda q=query, a=answers: a.append(client.get(f"{address}?{q}")))
                assert spent < LONGEST_TURN_MS, f"{name} {count} times: {spent:.1f} ms"
                assert {answer.status_code == 400 for answer in answers} == {True} or count == 50
                assert all(answer.status_code < 500 for answer in answers)


def test_five_thousand_values_are_refused_before_they_are_read(portal_process: served.Portal) -> None:
    query = "&".join(["city=a"] * 5_000)
    spent = least_cpu_ms(portal_process, lambda: httpx.get(f"{portal_process.site}/?{query}").status_code)
    assert spent < LONGEST_TURN_MS
    assert httpx.get(f"{portal_process.site}/?{query}").status_code in (400, 431)


@pytest.mark.parametrize("value", ODD)
def test_an_odd_value_of_any_parameter_is_no_failure_and_holds_nothing(portal_process: served.Portal, value: str) -> None:
    for address in ("/", "/records", "/api/v1/cities.json", "/feed.atom"):
        for name in ("city", "state", "as_of", "level", value):
            assert httpx.get(f"{portal_process.site}{address}?{name}={value}").status_code < 500


def test_a_refusal_names_the_bound_to_people_and_to_programs(site: str) -> None:
    query = "&".join(["city=a"] * (VALUES_AT_MOST + 1))
    assert f"more than {VALUES_AT_MOST} times" in httpx.get(f"{site}/?{query}").text
    assert f"more than {VALUES_AT_MOST} times" in httpx.get(f"{site}/api/v1/cities.json?{query}").json()["error"]["message"]


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


def test_every_route_that_reads_a_query_is_walked() -> None:
    walked = {address.split("?")[0] for address in ADDRESSES}
    top = {route.path for route in ROUTES if hasattr(route, "path")}
    assert {"/feed.atom", "/changes.atom", "/healthz"} <= walked & top
