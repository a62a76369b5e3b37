"""Pages run to their end without a browser, and what they say."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from tests.conftest import ROOT

TIMEOUT = 60


def opened(name: str, **query: str | list[str]) -> AppTest:
    """The page of that name under the filter of an address."""
    app = AppTest.from_file(ROOT / "ui" / "frame.py", default_timeout=TIMEOUT)
    for key, value in query.items():
        app.query_params[key] = value
    app.run()
    return app if name == "overview" else app.switch_page(f"../pages/{name}.py").run()


def text(app: AppTest) -> str:
    """What the page says, as one text."""
    elements = [*app.title, *app.header, *app.markdown, *app.caption, *app.info, *app.warning, *app.metric]
    return "\n".join(f"{getattr(element, 'label', '')} {element.value}" for element in elements)
