"""Two portals behind the shipped nginx, plain and over its TLS: downloads, resumed sessions, one portal killed; on loopback."""

from __future__ import annotations

import signal
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPResponse
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.request import Request, urlopen

from benchmarks.gateway import any_certificate, gateway, tls_gateway
from benchmarks.served import Portal, serve
from benchmarks.visitor import Visitor
from etl.publishing.build import Order, build

FILTER = "level=Platinum"
DOWNLOADS = ("/api/v1/cities.csv?level=Gold", "/downloads/awards.parquet")


def opened(address: str, cookie: str = "") -> HTTPResponse:
    """The answer of an address, whoever signed its certificate."""
    context = any_certificate() if address.startswith("https") else None
    answer: HTTPResponse = urlopen(Request(address, headers={"Cookie": cookie}), context=context)
    return answer


def cookie_of(site: str) -> str:
    """The cookie of a new visitor."""
    with opened(f"{site}/") as answer:
        jar = SimpleCookie(answer.headers["Set-Cookie"])
    return f"portal_replica={jar['portal_replica'].value}"


def download(site: str, cookie: str) -> bool:
    """Whether a file of the API and one of the record arrive whole while the visitor's page is open."""
    with Visitor(site, cookie) as visitor:
        if visitor.open().failed:
            return False
        for address in DOWNLOADS:
            with opened(site + address, cookie) as answer:
                if answer.status != 200 or not answer.read():
                    return False
    return True


def resumes(site: str, cookie: str) -> bool:
    """Whether a session whose connection broke is taken up again."""
    with Visitor(site, cookie) as visitor:
        session_id = visitor.open().session_id
        visitor.socket.socket.close()
    with Visitor(site, cookie, session_id=session_id) as visitor:
        return visitor.open().session_id == session_id


def back_at(site: str, cookie: str, session_id: str) -> float:
    """When a browser, trying as often as Streamlit's does, shows its filtered page again."""
    while True:
        try:
            with Visitor(site, cookie, session_id=session_id, seconds=10) as visitor:
                if "Platinum" in visitor.open(query=FILTER).text:
                    return time.monotonic()
        except OSError:
            time.sleep(0.5)


def run(folder: Path, download_count: int = 60, session_count: int = 10) -> dict[str, tuple[object, bool]]:
    """Each promise with its figure and whether it was kept."""
    build(Order(out=folder / "snapshots"))
    found: dict[str, tuple[object, bool]] = {}
    for way in ("plain", "over TLS"):
        replicas = [serve(folder / "snapshots"), serve(folder / "snapshots")]
        place = folder / way.replace(" ", "-")
        place.mkdir()
        if way == "plain":
            nginx, site = gateway(place, replicas)
        else:
            nginx, _, site = tls_gateway(place, replicas)
        kept = behind(site, replicas, download_count, session_count)
        nginx.terminate()
        nginx.wait(10)
        found |= {f"{way}: {promise}": figure for promise, figure in kept.items()}
    return found


def behind(site: str, replicas: list[Portal], download_count: int, session_count: int) -> dict[str, tuple[object, bool]]:
    """What visitors have of two portals behind the nginx at `site`, while one of them is killed and the other told to end."""
    cookies = [cookie_of(site) for _ in range(session_count)]
    arrived = sum(download(site, cookies[n % session_count]) for n in range(download_count))
    resumed = sum(resumes(site, cookie) for cookie in cookies)
    open_now = [Visitor(site, cookie) for cookie in cookies]
    sessions = [visitor.open(query=FILTER).session_id for visitor in open_now]
    replicas[0].end(signal.SIGKILL)
    killed = time.monotonic()
    with ThreadPoolExecutor(session_count) as pool:
        back = max(pool.map(lambda cookie, session: back_at(site, cookie, session), cookies, sessions)) - killed
    leaving = replicas[1].end()
    return {
        "visitors on each of two portals": (sorted(map(cookies.count, set(cookies))), len(set(cookies)) == 2),
        f"downloads that arrived of {download_count}": (arrived, arrived == download_count),
        f"sessions resumed of {session_count}": (resumed, resumed == session_count),
        "seconds until each was back with its filter after one portal was killed": (f"{back:.1f}", back < 5),
        "seconds from SIGTERM to the end, with open sessions": (round(leaving, 1), leaving < 5),
    }
