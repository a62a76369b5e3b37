"""What the server writes down: its own failures, and never who asked or what was asked."""

from __future__ import annotations

import logging

# uvicorn writes the visitor's address and the whole question into each of these.
WITH_AN_ADDRESS = '%s - "'
REQUESTS = "uvicorn.access"
SERVER = "uvicorn.error"


class WithoutVisitors(logging.Filter):
    """Drops the lines about single requests and websockets."""

    def filter(self, record: logging.LogRecord) -> bool:
        return not str(record.msg).startswith(WITH_AN_ADDRESS)


WITHOUT_VISITORS = WithoutVisitors()


def keep_visitors_out() -> None:
    """To be called before the first request; `--no-access-log` is not enough, because Streamlit gives the log a handler again."""
    logging.getLogger(REQUESTS).disabled = True
    # A filter is the same one however often it is added.
    logging.getLogger(SERVER).addFilter(WITHOUT_VISITORS)
