"""Charts: a DataFrame in, a plotly figure out."""
