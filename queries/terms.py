"""Under which terms a record may be passed on: an open license, or not at all where it holds scores that are not public."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Terms:
    """What stands on a page, a picture and a file: the name, and the address of the license where there is one."""

    name: str
    url: str = ""

    @property
    def identifier(self) -> str:
        """What a program reads: the license's address, else the name."""
        return self.url or self.name

    @property
    def in_full(self) -> str:
        """Name and address: `CC BY 4.0, https://…`."""
        return f"{self.name}, {self.url}" if self.url else self.name

    @property
    def html(self) -> str:
        """The same as a link of a small page."""
        return f'<a href="{self.url}" rel="license">{self.name}</a>' if self.url else self.name

    @property
    def markdown(self) -> str:
        """The name as a link to the license."""
        return f"[{self.name}]({self.url})" if self.url else self.name


OPEN = Terms("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")
STAFF = Terms("Staff: holds scores that are not public")


def of(audience: str | None) -> Terms:
    """The terms of a record that was built for this audience."""
    return STAFF if audience == "staff" else OPEN
