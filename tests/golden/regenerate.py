"""The DOT and Mermaid texts that the tests compare with; run this file to write them anew.

PYTHONPATH=src:tests python tests/golden/regenerate.py
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from helpers.flow_journeys import findings, gift, tour
from journeykit.render import DARK, MONO, draw

GOLDEN: dict[str, Callable[[], str]] = {
    "gift.dot": lambda: draw(gift()).dot,
    "gift.mmd": lambda: draw(gift()).mermaid,
    "gift_down_dark.dot": lambda: draw(gift(), direction="down", theme=DARK).dot,
    "tour.dot": lambda: draw(tour(), report=findings()).dot,
    "tour.mmd": lambda: draw(tour(), report=findings()).mermaid,
    "tour_of_maya_mono.dot": lambda: draw(tour(), persona="Maya", theme=MONO, id_prefix="m").dot,
    "tour_graph.dot": lambda: draw(tour(), "graph").dot,
}
"""Each file, and what makes it."""

FOLDER = Path(__file__).parent


def main() -> None:
    """Write every file."""
    for name, make in GOLDEN.items():
        (FOLDER / name).write_text(make(), encoding="utf-8")


if __name__ == "__main__":
    main()
