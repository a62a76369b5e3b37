"""Two portals behind the shipped nginx: downloads, resumed sessions, one portal killed; needs nginx and runs on loopback."""

from __future__ import annotations

import signal
import time
from concurrent.futures import ThreadPoolExecutor
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.request import Request, urlopen

from benchmarks.gateway import gateway
from benchmarks.served import serve
from benchmarks.visitor import Visitor
from etl.publishing.build import Order, build

FILTER = "level=Platinum"
DOWNLOAD = "/api/v1/answers/cities.csv?level=Gold"


def cookie_of(site: str) -> str:
    """The cookie of a new visitor."""
    with urlopen(f"{site}/") as answer:
        jar = SimpleCookie(answer.headers["Set-Cookie"])
    return f"portal_replica={jar['portal_replica'].value}"


def download(site: str, cookie: str) -> bool:
    """Whether the picture's icon (kept by the session's own portal) and a file of the API both arrive."""
    with Visitor(site, cookie) as visitor:
        icon = next(line for line in str(visitor.open().raw).split("/media/")[1:])[:36]
        for address in (f"/media/{icon}", DOWNLOAD):
            with urlopen(Request(site + address, headers={"Cookie": cookie})) as answer:
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
    replicas = [serve(folder / "snapshots"), serve(folder / "snapshots")]
    nginx, site = gateway(folder, replicas)
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
    nginx.terminate()
    nginx.wait(10)
    return {
        "visitors on each of two portals": (sorted(map(cookies.count, set(cookies))), len(set(cookies)) == 2),
        f"downloads that arrived of {download_count}": (arrived, arrived == download_count),
        f"sessions resumed of {session_count}": (resumed, resumed == session_count),
        "seconds until each was back with its filter after one portal was killed": (f"{back:.1f}", back < 5),
        "seconds from SIGTERM to the end, with open sessions": (round(leaving, 1), leaving < 5),
    }
