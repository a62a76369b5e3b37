"""Which names can be written on a map: none over another, none over a mark, none cut, at any width of the picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# Where a name stands to its mark, in plotly's words, the best place first.
POSITIONS = ("top center", "middle right", "bottom center", "middle left", "top right", "bottom right", "top left", "bottom left")
SIZE, LETTER, LINE, GAP, MARK = 11, 6.4, 16, 8, 14  # pixels: of the letters, of a letter at the widest, between mark and name
# Widths and heights of the picture, in pixels: a phone's, a tablet's, a desk's; heights for a plane that is not tall.
PICTURES = (
    (260, 180),
    (280, 220),
    (300, 260),
    (300, 300),
    (340, 300),
    (420, 320),
    (520, 330),
    (640, 340),
    (760, 350),
    (900, 370),
    (1200, 400),
)
Rectangle = tuple[float, float, float, float]  # left, top, right, bottom in pixels


@dataclass(frozen=True)
class Plane:
    """The part of a map that is shown, in kilometers."""

    left: float
    bottom: float
    right: float
    top: float

    def tallness(self) -> float:
        """How many times higher its picture is: 1 for a part as wide as the United States, 1.25 for a square, 1.5 at most."""
        return min(max(1.25 * (self.top - self.bottom) / (self.right - self.left), 1), 1.5)

    def scales(self) -> list[float]:
        """Pixels per kilometer in each of the pictures: the whole part has to fit in."""
        wide, high = self.right - self.left, (self.top - self.bottom) / self.tallness()
        return [min(width / wide, height / high) for width, height in PICTURES]


def placed(points: Sequence[tuple[float, float]], names: Sequence[str], plane: Plane) -> dict[int, str]:
    """The position of each name that can be written, by its place in `points` (kilometers); the first ones choose first."""
    scales = plane.scales()
    taken: list[list[Rectangle]] = [[_around(x, y, plane, scale) for x, y in points] for scale in scales]
    found: dict[int, str] = {}
    for at, ((x, y), name) in enumerate(zip(points, names, strict=True)):
        for position in POSITIONS:
            # One after the other: most places are taken in the smallest picture already.
            asked = (written(x, y, name, position, plane, scale) for scale in scales)
            if all(_is_free(box, others, at, plane, scale) for box, others, scale in zip(asked, taken, scales, strict=True)):
                found[at] = position
                for scale, others in zip(scales, taken, strict=True):
                    others.append(written(x, y, name, position, plane, scale))
                break
    return found


def close_by(points: Sequence[tuple[float, float]], plane: Plane, pixels: float) -> list[list[int]]:
    """For each point those, nearest first, that a finger may touch with it: within so many pixels in the smallest picture."""
    reach = pixels / min(plane.scales())
    return [list(_within(points, at, reach)) for at in range(len(points))]


def _within(points: Sequence[tuple[float, float]], at: int, reach: float) -> Iterator[int]:
    x, y = points[at]
    distances = sorted((((a - x) ** 2 + (b - y) ** 2) ** 0.5, other) for other, (a, b) in enumerate(points) if other != at)
    return (other for distance, other in distances if distance <= reach)


def _around(x: float, y: float, plane: Plane, scale: float) -> Rectangle:
    across, down = (x - plane.left) * scale, (plane.top - y) * scale
    return across - MARK / 2, down - MARK / 2, across + MARK / 2, down + MARK / 2


def written(x: float, y: float, name: str, position: str, plane: Plane, scale: float) -> Rectangle:
    """Where a name stands, its letters taken at their widest."""
    across, down, wide = (x - plane.left) * scale, (plane.top - y) * scale, len(name) * LETTER
    vertical, horizontal = position.split()
    left = {"center": across - wide / 2, "right": across + GAP / 2, "left": across - GAP / 2 - wide}[horizontal]
    if vertical == "middle":
        left += GAP / 2 if horizontal == "right" else -GAP / 2
    top = {"top": down - GAP - LINE, "middle": down - LINE / 2, "bottom": down + GAP}[vertical]
    return left, top, left + wide, top + LINE


def _is_free(box: Rectangle, others: Sequence[Rectangle], own: int, plane: Plane, scale: float) -> bool:
    wide, high = (plane.right - plane.left) * scale, (plane.top - plane.bottom) * scale
    is_inside = box[0] >= 0 and box[1] >= 0 and box[2] <= wide and box[3] <= high
    return is_inside and not any(meet(box, other) for at, other in enumerate(others) if at != own)


def meet(one: Rectangle, other: Rectangle) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
