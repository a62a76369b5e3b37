"""Entry point of `python -m etl`."""

from etl.terminal import collect_rarely

if __name__ == "__main__":
    collect_rarely()
    from etl.cli import app

    app(prog_name="python -m etl")
