"""The places of a GeoJSON file with their outlines, on the plane that is asked for."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import shapely
from pyproj import Transformer


def read(path: Path) -> pd.DataFrame:
    """One row per feature: its properties, and `geometry`, an outline of shapely in the file's own coordinates."""
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    geometry = pd.Series([shapely.from_geojson(json.dumps(feature["geometry"])) for feature in features], dtype=object)
    return pd.DataFrame([feature["properties"] for feature in features]).assign(geometry=geometry)


def on_plane(shapes: np.ndarray, crs: str) -> np.ndarray:
    """Outlines or points in degrees on the plane `crs`."""
    return shapely.transform(shapes, lambda at: np.column_stack(to_plane(crs).transform(at[:, 0], at[:, 1])))


@cache
def to_plane(crs: str) -> Transformer:
    """From degrees to the plane `crs`; setting one up takes longer than placing thousands of points."""
    return Transformer.from_crs("EPSG:4326", crs, always_xy=True)
