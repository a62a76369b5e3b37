"""Rounds: what is compared is measured in turn, again and again, so that a busy moment of the machine hits all alike."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from statistics import median

Samples = dict[str, list[float]]


@dataclass(frozen=True)
class Effort:
    """How long to measure: `--quick` only shows that everything runs."""

    rounds: int = 5
    reruns: int = 48
    seconds: float = 15
    awards: int = 100_000

    @property
    def few_rounds(self) -> int:
        """For what takes long each time."""
        return max(1, self.rounds // 2 + 1)


QUICK = Effort(rounds=1, reruns=4, seconds=3, awards=20_000)


@dataclass
class Figure:
    """What was measured for one bar; `portal` and `peer` are what is held against each other, in words with units.

    `detail` says where it comes from, `samples` are the single measurements.
    """

    value: float
    detail: str = ""
    samples: Mapping[str, object] = field(default_factory=dict)
    portal: str = ""
    peer: str = ""


async def interleaved(count: int, measured: Mapping[str, Callable[[], Awaitable[float]]]) -> Samples:
    """Each of `measured` once per round, in turn, every other round in the opposite order; one sample per round."""
    samples: Samples = {name: [] for name in measured}
    for number in range(count):
        names = list(measured) if number % 2 == 0 else list(measured)[::-1]
        for name in names:
            samples[name].append(await measured[name]())
    return samples


def ratio(samples: Samples, of: str, against: str) -> float:
    """The median over the rounds of one sample divided by the other of the same round."""
    return median(one / other for one, other in zip(samples[of], samples[against], strict=True))


def percentile(values: list[float], share: float) -> float:
    """The value below which that share of `values` lies, by nearest rank. Raises ValueError where there is none."""
    if not values:
        raise ValueError("no value")
    ordered = sorted(values)
    return ordered[round(share * (len(ordered) - 1))]


def rounded(samples: Samples) -> dict[str, list[float]]:
    """For the JSON: four significant digits."""
    return {name: [float(f"{value:.4g}") for value in values] for name, values in samples.items()}


def compared(samples: Samples, of: str, against: str, say: Callable[[float], str]) -> Figure:
    """One against the other of the same rounds; `say` makes a sample a figure with its unit, as `ms` does."""
    said = {name: say(median(values)) for name, values in samples.items()}
    detail = ", ".join(f"{name} {words}" for name, words in said.items())
    return Figure(ratio(samples, of, against), detail, rounded(samples), said[of], f"{against} {said[against]}")


def ms(seconds: float) -> str:
    """`12.1 ms`."""
    return f"{seconds * 1e3:.{0 if seconds >= 0.1 else 1}f} ms"


def s(seconds: float) -> str:
    """`1.25 s`."""
    return f"{seconds:.2f} s"


def per_s(rate: float) -> str:
    """`118/s`, `4.2/s`."""
    return f"{rate:.{0 if rate >= 20 else 1}f}/s"


def mb(amount: float) -> str:
    """`1,020 MB`."""
    return f"{amount:,.0f} MB"
