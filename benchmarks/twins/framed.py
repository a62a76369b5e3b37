"""The portal with two more pages, for measuring only: an empty one, and one with a single bar chart, in the same frame."""

from app import app
from ui.links import PAGES, PageInfo

__all__ = ["app"]
PAGES["empty"] = PageInfo("../benchmarks/twins/empty", "Empty", ":material/crop_free:", "What does the frame cost?")
PAGES["bars"] = PageInfo("../benchmarks/twins/bars", "Bars", ":material/bar_chart:", "What does one bar chart cost?")
