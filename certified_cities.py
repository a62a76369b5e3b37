"""The command `certified-cities`: `serve` serves the portal, `etl` loads records; each knows nothing of the other."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Any

import typer

# Under this name the command may be run from any folder.
sys.path.insert(0, str(Path(__file__).resolve().parent))
ETL = "etl"
WITHOUT_ETL = "Loading records needs what requirements-etl.txt lists, and the folder etl/: this installation only serves."


class Commands(typer.core.TyperGroup):
    """The commands, of which `etl` is read when it is asked for: a server holds nothing of it in memory."""

    def list_commands(self, ctx: Any) -> list[str]:
        return [*super().list_commands(ctx), *([ETL] if _has_etl() else [])]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        return _etl() if cmd_name == ETL else super().get_command(ctx, cmd_name)


app = typer.Typer(cls=Commands, help="The independent record of certified cities.", no_args_is_help=True)


@app.callback()
def _choose() -> None:
    """The independent record of certified cities."""


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.", min=1, max=65_535)] = 8501,
    application: Annotated[str, typer.Option("--app", help="The application, as module:name.", hidden=True)] = "app:app",
) -> None:
    """Serve the portal."""
    from server.serve import serve as served

    served(host, port, application)


def _has_etl() -> bool:
    return bool(find_spec("etl") and find_spec("pandera"))


def _etl() -> Any:
    if not _has_etl():
        raise typer.BadParameter(WITHOUT_ETL)
    from etl.cli import app as etl_app

    return typer.main.get_command(etl_app)


if __name__ == "__main__":
    app(prog_name="certified-cities")
