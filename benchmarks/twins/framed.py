"""The portal with two more pages, for measuring only: an empty one, and one with a single bar chart, in the same frame."""

from app import app
from queries.page_list import PAGES, PageInfo

__all__ = ["app"]
TWINS = "../benchmarks/twins"
PAGES["empty"] = PageInfo(f"{TWINS}/empty", "Empty", ":material/crop_free:", "What does the frame cost?", "")
PAGES["bar_chart"] = PageInfo(f"{TWINS}/bar_chart", "Bars", ":material/bar_chart:", "What does one bar chart cost?", "")
