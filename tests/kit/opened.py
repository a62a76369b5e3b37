"""Pages run to their end without a browser, and what they say."""

from __future__ import annotations

from functools import cache

from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from tests.kit.repository import ROOT

TIMEOUT = 60
# For each page that a test opens, Streamlit reads what every installed package says of itself: 0.2 s, and always the same.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)


def opened(name: str, **query: str | list[str]) -> AppTest:
    """The page of that name under the filter of an address."""
    app = AppTest.from_file(ROOT / "ui" / "frame.py", default_timeout=TIMEOUT)
    for key, value in query.items():
        app.query_params[key] = value
    return (app if name == "overview" else app.switch_page(f"../pages/{name}.py")).run()


def text(app: AppTest) -> str:
    """What the page says, as one text."""
    elements = [*app.title, *app.header, *app.markdown, *app.caption, *app.info, *app.warning, *app.metric]
    return "\n".join(f"{getattr(element, 'label', '')} {element.value}" for element in elements)
