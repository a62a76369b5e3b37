"""The steps of the ledger in words: for its history, and for the change log that the public reads."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from etl.loading.ledger import Ledger, Load, Step
from etl.loading.plans import Plan

DEEDS = {"load": "Loaded", "withdraw": "Withdrawn", "undo": "Undone", "redo": "Made again"}


def told(book: Ledger, step: Step | Plan, called: Callable[[Load], str]) -> str:
    """The step as a sentence without its number; `called` says what a file may be called.

    `Loaded: spring.csv` · `Withdrawn: spring.csv` · `Undone: the load of spring.csv`.
    """
    if step.action == "load":
        return f"{DEEDS['load']}: {', '.join(map(called, step.loads))}"
    if step.of is None:
        raise ValueError(f"a step {step.action!r} names no load and no step")
    if step.action == "withdraw":
        return f"{DEEDS['withdraw']}: {called(book.loads[step.of])}"
    reversed_step = book.steps[step.of - 1]
    noun = "the load of " if reversed_step.action == "load" else "the withdrawal of "
    files = reversed_step.loads or (book.loads[reversed_step.of or 0],)
    return f"{DEEDS[step.action]}: {noun}{', '.join(map(called, files))}"


def in_words(book: Ledger, step: Step) -> str:
    """The step as `etl history` lists it: number, when, by whom, what, and of which size it was."""
    when = f"{datetime.fromisoformat(step.at):%Y-%m-%d %H:%M} UTC"
    sizes = "; ".join(f"load {one.number}: {size_in_words(one)}" for one in step.loads)
    sentence = told(book, step, lambda load: load.file if load in step.loads else f"{load.file} (load {load.number})")
    return "  ".join((str(step.number), when, step.by, sentence)) + (f" ({sizes})" if sizes else "")


def size_in_words(load: Load) -> str:
    """`3 awards, 8 scores, staff`."""
    awards = f"{load.awards} award{'' if load.awards == 1 else 's'}"
    scores = f", {load.scores} score{'' if load.scores == 1 else 's'}" if load.scores else ""
    mends = f", {len(load.mends)} mend{'' if len(load.mends) == 1 else 's'}" if load.mends else ""
    return f"{awards}{scores}{mends}, {load.audience}"
