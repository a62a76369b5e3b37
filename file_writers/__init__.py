"""The files that people take away: one writer each for CSV, Excel and GeoJSON, one guard; the build and the portal share them."""
