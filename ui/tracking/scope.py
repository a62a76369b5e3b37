"""What the sections of the tracking page follow: the filter, the date alone, or neither; each says which."""

FILTER = "This section follows the date and the filter."
DATE = "This section follows the date, not the filter."
NEITHER = "No date and no filter acts on this section."
