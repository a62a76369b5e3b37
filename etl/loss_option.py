"""The option --accept-loss: with the name of a file, what that file brought may go out; without a name, anything may."""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand

from etl.publishing.loss_guard import ALL

OPTION = "--accept-loss"


class NamesOrAll(TyperCommand):
    """A command whose --accept-loss may stand without a name, at the end or before another option."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Gives the bare option its meaning before the command is parsed."""
        following = [*args, "-"][1:]  # of no arguments, none
        bare = [arg == OPTION and after.startswith("-") for arg, after in zip(args, following, strict=True)]
        return super().parse_args(ctx, [f"{OPTION}={ALL}" if alone else arg for arg, alone in zip(args, bare, strict=True)])
