"""What the server writes down: its own failures, and never who asked or what was asked."""

from __future__ import annotations

import logging
import traceback

# uvicorn writes the visitor's address and the whole question into each of these.
WITH_AN_ADDRESS = '%s - "'
REQUESTS = "uvicorn.access"
SERVER = "uvicorn.error"


class WithoutVisitors(logging.Filter):
    """Drops the lines about single requests and websockets."""

    def filter(self, record: logging.LogRecord) -> bool:
        return not str(record.msg).startswith(WITH_AN_ADDRESS)


class WithoutWords(logging.LogRecord):
    """A line of the log whose error says of which kind it is and where it was raised; its words may hold a question."""

    def __init__(self, *args: object, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        if isinstance(self.exc_info, tuple) and self.exc_info[1] is not None:
            self.exc_text = where(self.exc_info[1])
        self.exc_info = None


def where(error: BaseException) -> str:
    """The lines of code that led to the error and to those that it came from, each with its kind."""
    told, parts = set[int](), list[str]()
    one: BaseException | None = error
    while one is not None and id(one) not in told:
        told.add(id(one))
        lines = "".join(traceback.format_tb(one.__traceback__))
        parts.insert(0, f"{lines}{type(one).__module__}.{type(one).__qualname__}")
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
    return "\nand from that\n".join(parts)


WITHOUT_VISITORS = WithoutVisitors()


def keep_visitors_out() -> None:
    """To be called before the first request; `--no-access-log` is not enough, because Streamlit gives the log a handler again."""
    logging.getLogger(REQUESTS).disabled = True
    # A filter is the same one however often it is added.
    logging.getLogger(SERVER).addFilter(WITHOUT_VISITORS)
    # Streamlit (with `logger.enableRich` off), uvicorn and asyncio log an error with its words before anybody here is asked.
    logging.setLogRecordFactory(WithoutWords)
