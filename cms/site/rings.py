"""Growth rings: the one drawing Hearten uses. Pure functions that return SVG paths."""

import math
import random
from functools import lru_cache

Point = tuple[float, float]

# Half of the seed as Bézier points; the other half mirrors it.
HEART: list[Point] = [
    (0, 0.92), (-0.62, 0.42), (-1, 0.08), (-1, -0.36), (-1, -0.72), (-0.76, -0.9), (-0.5, -0.9), (-0.27, -0.9),
    (-0.09, -0.76), (0, -0.56), (0.09, -0.76), (0.27, -0.9), (0.5, -0.9), (0.76, -0.9), (1, -0.72), (1, -0.36),
    (1, 0.08), (0.62, 0.42), (0, 0.92),
]  # fmt: skip


def ring(radius: float, roundness: float, centre: float, *, noise: float = 0.0, seed: int = 0) -> str:
    """One ring: roundness 0 is a heart, 1 a circle. The seed keeps its small unevenness the same each time."""
    points = [_point(step, radius, roundness, centre, noise, _waves(seed)) for step in range(28)]
    path = f"M{_number(points[0][0])} {_number(points[0][1])}"
    for index, start in enumerate(points):
        before, end, after = points[index - 1], points[(index + 1) % 28], points[(index + 2) % 28]
        curve = (
            start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6,
            end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6, *end,
        )  # fmt: skip
        path += "C" + " ".join(_number(value) for value in curve)
    return path + "Z"


def heart(x: float, y: float, size: float) -> str:
    """The seed at the centre, filled."""
    points = [f"{_number(x + size * px)} {_number(y + size * py)}" for px, py in HEART]
    curves = (" ".join(points[index : index + 3]) for index in range(1, len(points), 3))
    return f"M{points[0]}" + "".join(f"C{curve}" for curve in curves) + "Z"


@lru_cache(maxsize=512)
def tree(done: int, part: float, total: int, size: int = 580) -> str:
    """Rings for `total` modules: `done` are full, the next one is `part` (0 to 1) grown, the rest are to come."""
    total = max(total, 1)
    done = min(max(done, 0), total)
    centre = size / 2
    gap = (centre - 36) / total
    drawn = []
    for number in range(1, total + 1):
        roundness = min(1, (number / (total * 0.62)) ** 0.85)
        radius = 30 * size / 580 + (number - 0.8) * gap
        path = ring(radius, roundness, centre, noise=0.035 * number / total, seed=5 + number // 4)
        if number <= done:
            drawn.append(f'<path class="grown" d="{path}"/>')
            continue
        drawn.append(f'<path class="to-come" pathLength="{90 + number * 8}" d="{path}"/>')
        if number == done + 1 and part > 0:
            drawn.append(
                f'<path class="grow" pathLength="100" stroke-dasharray="{round(min(part, 1) * 100)} 100" d="{path}"/>'
            )
    drawn.append(f'<path class="seed" d="{heart(centre, centre + size / 145, size / 26)}"/>')
    return "".join(drawn)


def _waves(seed: int) -> list[tuple[float, float]]:
    chance = random.Random(seed)  # noqa: S311 a drawing, not a secret
    phases = [chance.uniform(0, 2 * math.pi) for _ in range(4)]
    return [(chance.uniform(0.4, 1), phase) for phase in phases]


def _point(step: int, radius: float, roundness: float, centre: float, noise: float, waves) -> Point:
    turn = 2 * math.pi * step / 28
    heart_x = 16 * math.sin(turn) ** 3 / 16.5
    heart_y = 13 * math.cos(turn) - 5 * math.cos(2 * turn) - 2 * math.cos(3 * turn) - math.cos(4 * turn) + 2.2
    x = (1 - roundness) * heart_x + roundness * math.sin(turn)
    y = (1 - roundness) * heart_y / 16.5 + roundness * math.cos(turn)
    uneven = sum(height * math.sin((n + 2) * turn + phase) for n, (height, phase) in enumerate(waves)) / 4
    return centre + radius * x * (1 + noise * uneven), centre - radius * y * (1 + noise * uneven)


def _number(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")
