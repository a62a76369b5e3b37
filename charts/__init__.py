"""Charts: a DataFrame in, a plotly figure as plain data out. Plotly itself is not needed: the tests have it check every chart."""
