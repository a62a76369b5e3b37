"""The overview as a Dash page: the same filter, chart and table on the same records, its answers compressed."""

import os

import pandas as pd
import plotly.express as px
from dash import Dash, Input, Output, dash_table, dcc, html  # type: ignore[import-not-found]  # in .venv-bench

CITIES = pd.read_csv(os.environ["TWIN_RECORDS"])

app = Dash(compress=True)
server = app.server
app.layout = html.Div(
    [
        html.H1("Certified cities"),
        dcc.Dropdown(["Platinum", "Gold", "Silver"], multi=True, id="level", placeholder="Level"),
        html.P(id="count"),
        dcc.Graph(id="levels"),
        dash_table.DataTable(id="cities", columns=[{"name": name, "id": name} for name in CITIES.columns]),
    ]
)


@app.callback(Output("count", "children"), Output("levels", "figure"), Output("cities", "data"), Input("level", "value"))
def answer(chosen: list[str] | None) -> tuple[str, object, list[dict]]:
    """What the filter leaves: a sentence, the bars by level and the rows."""
    found = CITIES[CITIES["level"].isin(chosen)] if chosen else CITIES
    counts = found.groupby("level", as_index=False).size()
    figure = px.bar(counts, x="size", y="level", color="level", orientation="h", text="size")
    return f"{len(found)} certified cities", figure, found.to_dict("records")
