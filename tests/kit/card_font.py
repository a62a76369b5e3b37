"""The font of cards and embedded pictures: two weights of Streamlit's own Source Sans, small; run it to make them anew."""

from __future__ import annotations

from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from server.security_headers import static_folder
from tests.kit.repository import ROOT

FOLDER = ROOT / "api" / "fonts"
# The license reserves the name of the original for the original; a part of it has a name of its own.
FAMILY = "Portal Sans"
WEIGHTS = (400, 600)
LATIN = (*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2010, 0x2027), 0x2060, 0x2190, 0x2192)
NAMES = {1: FAMILY, 3: FAMILY, 4: FAMILY, 6: FAMILY.replace(" ", ""), 16: FAMILY}


def make(folder: Path = FOLDER) -> None:
    """Writes the files into the folder."""
    original = next((static_folder() / "static" / "media").glob("SourceSansVF-Upright*.woff2"))
    for weight in WEIGHTS:
        font = TTFont(original)
        font.flavor = None
        options = subset.Options()
        options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl"]
        options.name_IDs = [0, 1, 2, 3, 4, 6, 13, 14, 16, 17]
        options.drop_tables += ["STAT"]
        part = subset.Subsetter(options)
        part.populate(unicodes=LATIN)
        part.subset(font)
        cut = instancer.instantiateVariableFont(font, {"wght": weight})
        for number, name in NAMES.items():
            cut["name"].setName(name, number, 3, 1, 0x409)
        cut["OS/2"].usWeightClass = weight
        cut.save(folder / f"portal-sans-{weight}.ttf")


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    make()
