"""The dependencies of the project, read from requirements.txt and the lists that it includes; all else is in pyproject.toml."""

from collections.abc import Iterator
from pathlib import Path

from setuptools import setup

ROOT = Path(__file__).resolve().parent


def required(name: str) -> Iterator[str]:
    """The pins of a requirements file, with those of the files that it includes."""
    for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
        pin = line.partition("#")[0].strip()
        if pin.startswith("-r "):
            yield from required(pin.removeprefix("-r ").strip())
        elif pin:
            yield pin


setup(install_requires=list(required("requirements.txt")))
