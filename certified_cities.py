"""The command `certified-cities`: `serve` serves the portal, `desk` the staff's desk, `etl` loads records."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Any

import typer

# Under this name the command may be run from any folder.
sys.path.insert(0, str(Path(__file__).resolve().parent))
ETL, DESK = "etl", "desk"
WITHOUT_ETL = "Loading records needs what requirements-etl.txt lists, and the folder etl/: this installation only serves."


class Commands(typer.core.TyperGroup):
    """The commands, of which `etl` is read when it is asked for: a server holds nothing of it in memory."""

    def list_commands(self, ctx: Any) -> list[str]:
        names = super().list_commands(ctx)
        return [*names, ETL] if _has_etl() else [name for name in names if name != DESK]

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


@app.command()
def desk(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.", min=1, max=65_535)] = 8510,
) -> None:
    """Serve the staff's desk: load a file, see what it changes, publish, undo."""
    if not _has_etl():
        raise typer.BadParameter(WITHOUT_ETL)
    from server.closed_record import refuse_to_be_open
    from server.serve import listen

    refuse_to_be_open(host, "The desk")
    listen(host, port, "desk.desk_server:app", "PatientHttp")


def _has_etl() -> bool:
    return bool(find_spec("etl") and find_spec("pandera"))


def _etl() -> Any:
    if not _has_etl():
        raise typer.BadParameter(WITHOUT_ETL)
    from etl.terminal import collect_rarely

    collect_rarely()
    from etl.cli import app as etl_app

    return typer.main.get_command(etl_app)


if __name__ == "__main__":
    app(prog_name="certified-cities")
