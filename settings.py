"""The settings of the portal: every variable that it reads from the environment, what each means and what it may be."""

from __future__ import annotations

import logging
import os
import re
import tomllib
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

ROOT = Path(__file__).resolve().parent
_NAME = r"(\*\.)?[a-z0-9_-]+(\.[a-z0-9_-]+)*"
HOST = re.compile(rf"\*|{_NAME}", re.IGNORECASE)
SITE = re.compile(rf"\*|https?://{_NAME}(:\d{{1,5}})?", re.IGNORECASE)
PERSON = re.compile(r"([^\s@,*]+@)?[a-z0-9-]+(\.[a-z0-9-]+)+", re.IGNORECASE)
HOOK = re.compile("collection")
WORDS = re.compile(r"[\s,]+")
LONGEST_SHOWN = 200
NO_CONTACT = "PORTAL_CONTACT is not set: readers who find a mistake are told that nobody is named to write to."

log = logging.getLogger(__name__)


class BadSetting(ValueError):
    """A setting that means nothing: the variable, its value, the rule and how to mend it, in one sentence each."""


def _words(text: object) -> object:
    """A text of words divided by commas or blanks as those words."""
    return tuple(word for word in WORDS.split(text) if word) if isinstance(text, str) else text


def _each(form: re.Pattern[str], rule: str) -> Callable[[tuple[str, ...]], tuple[str, ...]]:
    def checked(words: tuple[str, ...]) -> tuple[str, ...]:
        for word in words:
            if not form.fullmatch(word):
                raise ValueError(f"“{word}” is none of them. {rule}")
        return words

    return checked


def _directory(path: Path) -> Path:
    if path.exists() and not path.is_dir():
        raise ValueError("It has to be a directory, and this is a file. Name the directory that the file is in.")
    return path


def _address(text: str) -> str:
    try:
        found = urlsplit(text)
        is_plain = found.scheme in ("http", "https") and bool(found.hostname) and not found.query and not found.fragment
        is_plain = is_plain and found.username is None and not re.search(r"[\s<>\"'\\]", text) and (found.port or 1) > 0
    except ValueError:
        is_plain = False
    if text and not is_plain:
        raise ValueError(
            "It has to be a whole address that starts with https:// or http://, without question mark and user name. "
            "Write it as https://data.example.org."
        )
    return text.rstrip("/")


def _one_line(text: str) -> str:
    if not text.isprintable():
        raise ValueError("It has to be one line of text. Write a mail address or the address of a page.")
    return text


Directory = Annotated[Path, AfterValidator(_directory)]
Hosts = Annotated[
    tuple[str, ...],
    NoDecode,
    BeforeValidator(_words),
    AfterValidator(
        _each(HOST, "Hosts are names, divided by commas, without https:// and port. Write data.example.org or *.example.org.")
    ),
]
Sites = Annotated[
    tuple[str, ...],
    NoDecode,
    BeforeValidator(_words),
    AfterValidator(_each(SITE, "Sites are whole addresses without a path, divided by commas. Write https://news.example.org.")),
]


Staff = Annotated[
    tuple[str, ...],
    NoDecode,
    BeforeValidator(_words),
    AfterValidator(
        _each(PERSON, "Staff are mail addresses or domains, divided by commas. Write ada@example.org or example.org.")
    ),
]
Hooks = Annotated[
    tuple[str, ...],
    NoDecode,
    BeforeValidator(_words),
    AfterValidator(_each(HOOK, "It names what to do without. Write collection.")),
]


class Settings(BaseSettings):
    """What the environment says. A variable that is empty counts as one that is not set."""

    model_config = SettingsConfigDict(case_sensitive=True, env_ignore_empty=True, extra="ignore", frozen=True)

    snapshots: Directory = Field(
        default=ROOT / "data" / "snapshots", alias="PORTAL_SNAPSHOTS", description="directory of the snapshots"
    )
    sample: Directory = Field(
        default=ROOT / "data" / "snapshots-sample",
        alias="PORTAL_SAMPLE",
        description="directory of the sample shown at `/practices?sample=1`",
    )
    static: Directory = Field(
        default=ROOT / "build" / "static",
        alias="PORTAL_STATIC",
        description="directory of what `make static` compressed; without it pages work, uncompressed",
    )
    url: Annotated[str, AfterValidator(_address)] = Field(
        default="", alias="PORTAL_URL", description="public address of the portal, used in links that leave it"
    )
    contact: Annotated[str, AfterValidator(_one_line)] = Field(
        default="",
        alias="PORTAL_CONTACT",
        description="how readers reach you, shown in the footer: a mail address or a page",
    )
    hosts: Hosts = Field(
        default=(),
        alias="PORTAL_HOSTS",
        description="hosts that are answered for, divided by commas; not set is numbers, `localhost` and that of `PORTAL_URL`",
    )
    frames: Sites = Field(
        default=(),
        alias="PORTAL_FRAMES",
        description="sites that may show pages in a frame, divided by commas; `*` is every site",
    )
    without: Hooks = Field(
        default=(),
        alias="PORTAL_WITHOUT",
        description="what makes the server fast and is to be left out: `collection`",
    )
    staff_snapshots: Directory = Field(
        default=ROOT / "data" / "snapshots-staff",
        alias="PORTAL_STAFF_SNAPSHOTS",
        description="directory of the staff's snapshots, where the desk publishes their record",
    )
    staff: Staff = Field(
        default=(),
        alias="PORTAL_STAFF",
        description="who may sign in as staff, divided by commas: `ada@example.org`, or all of `example.org`",
    )
    sign_in: Annotated[str, AfterValidator(_address)] = Field(
        default="",
        alias="PORTAL_SIGN_IN",
        description="address of the OpenID Connect provider's configuration, which ends in `/.well-known/openid-configuration`",
    )
    sign_in_client: str = Field(default="", alias="PORTAL_SIGN_IN_CLIENT", description="what that provider calls this server")
    sign_in_secret: str = Field(
        default="", alias="PORTAL_SIGN_IN_SECRET", description="the secret that it gave for it", repr=False
    )
    cookie_secret: str = Field(
        default="",
        alias="PORTAL_COOKIE_SECRET",
        description="a random text of 32 characters or more, by which sign-ins are signed",
        repr=False,
    )


VARIABLES = tuple(str(field.alias) for field in Settings.model_fields.values())


def at_start() -> Settings:
    """The settings, before anything is served; ends the program with what is wrong where one of them means nothing."""
    chosen = meant()
    if not chosen.contact:
        log.warning(NO_CONTACT)
    return chosen


def meant() -> Settings:
    """The settings; ends the program where one of them means nothing."""
    try:
        return current()
    except BadSetting as bad:
        raise SystemExit(f"The portal cannot start. {bad}") from None


def current() -> Settings:
    """The settings as the environment has them now; read anew only where a variable changed. Raises BadSetting."""
    return _read(tuple(map(os.environ.get, VARIABLES)))


@lru_cache(maxsize=16)
def _read(values: tuple[str | None, ...]) -> Settings:
    """The settings of these values of VARIABLES, which are those of the environment."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        variable = str(first["loc"][0])
        raise BadSetting(
            f"{variable} is “{(os.environ.get(variable) or '')[:LONGEST_SHOWN]}”. {first['msg'].removeprefix('Value error, ')}"
        ) from None


def table() -> list[tuple[str, str, str]]:
    """Each setting as README.md shows it: variable, what it sets, default."""
    return [(str(field.alias), field.description or "", _shown(field.default)) for field in Settings.model_fields.values()]


def _shown(default: object) -> str:
    return f"`{default.relative_to(ROOT).as_posix()}`" if isinstance(default, Path) else "not set"


def page_colors() -> dict[str, dict[str, str]]:
    """The colors of the light and of the dark page, as .streamlit/config.toml has them."""
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
    return {page: theme[page] for page in ("light", "dark")}
