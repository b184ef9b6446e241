"""PNG and PDF of an SVG that we drew, by packages that extras bring."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from html import unescape
from importlib.util import find_spec
from math import sqrt
from pathlib import Path
from typing import Final, Literal

from journeykit.errors import EngineError, EngineTimeoutError
from journeykit.markup import xml_attribute
from journeykit.render.layout.paper import size_of
from journeykit.render.process import run
from journeykit.render.style.theme import Theme
from journeykit.render.svg.fonts import files_of, font_used_for, with_fonts

__all__ = ["can_raster", "rasterised"]

_PACKAGES: Final = {"png": ("resvg_py", "resvg-py"), "pdf": ("typst", "typst")}
_SECONDS: Final = 60.0

_ZOOM: Final = 2
"""Twice the size, so that small text stays sharp on dense screens and on paper."""

_PIXELS: Final = 3_840 * 2_160
"""As many as the largest screens have: what is larger is drawn less sharp rather than slowly, since
nearly all the time goes by pixels."""


def can_raster(format: Literal["png", "pdf"]) -> bool:
    """Tell whether what makes a format is installed.

    Args:
        format: `png` or `pdf`.
    """
    return find_spec(_PACKAGES[format][0]) is not None


def rasterised(
    pages: Sequence[str],
    format: Literal["png", "pdf"],
    theme: Theme,
    *,
    timeout: float | None = None,
) -> bytes:
    """Turn SVGs of ours into a PNG or a PDF.

    Args:
        pages: The SVGs; one for a PNG.
        format: `png` or `pdf`.
        theme: Their looks, of which the font is asked for by name.
        timeout: How many seconds it may take; a minute if left out.

    Returns:
        The bytes of a file.

    Raises:
        EngineTimeoutError: It took too long.
        EngineError: What draws it is not installed, or failed.
    """
    module, package = _PACKAGES[format]
    spec = find_spec(module)
    if spec is None or spec.origin is None:
        needed = f'{format.upper()} of this view needs: pip install "journeykit[{format}]"'
        raise EngineError(package, f"is not installed; {needed}")
    # Text in a font that is not there would vanish in silence: it needs one that is.
    font = font_used_for(theme.font_name)
    drawn, families = [], {font.family} if font else set()
    texts: list[list[dict[str, object]]] = []
    for page in pages:
        set_in, used = with_fonts(page, font) if font else (page, set())
        if format == "pdf":
            # It looks for the family by that very name, and takes one with serifs for another.
            family = font.family if font else "sans-serif"
            asked_for = f'font-family="{xml_attribute(theme.font)}"'
            set_in = set_in.replace(asked_for, f'font-family="{family}"')
        apart: list[dict[str, object]] = []
        if format == "pdf":
            set_in = _STACKED.sub(lambda spec: _apart(spec, apart), set_in)  # noqa: B023
        texts.append(apart)
        drawn.append(set_in)
        families |= used
    asked = {
        "pages": drawn,
        "texts": texts,
        "font": font.family if font else None,
        "files": files_of(families),
        "scale": _scale(*size_of(pages[0])),
    }
    # The file and not `-m`: that would import journeykit first. Isolated and without the start-up
    # hooks of other packages, which cost time and may print.
    program = Path(__file__).with_name("raster_worker.py")
    packages = Path(spec.origin).parent.parent
    command = [sys.executable, "-I", "-S", str(program), format, str(packages)]
    seconds = timeout or _SECONDS
    try:
        return run(package, command, json.dumps(asked).encode(), timeout=seconds).output
    except EngineTimeoutError:
        raise
    except EngineError:
        # It gives up where two fonts of one line join letters in different ways.
        asked |= {"pages": list(pages), "texts": [[] for _ in pages], "files": []}
        plain = json.dumps(asked).encode()
        return run(package, command, plain, timeout=seconds).output


def _scale(width: float, height: float) -> dict[str, int]:
    """How much larger than it is a picture is drawn, in the words of resvg: whole numbers."""
    zoom = sqrt(_PIXELS / (width * height))
    return {"zoom": _ZOOM} if zoom >= _ZOOM else {"width": round(width * max(1.0, zoom))}


_STACKED: Final = re.compile(
    r"<text ([^>]*)><tspan font-family=\"'([^']+)'\"[^>]*>"
    "([^<]*[\u0900-\u0eff\u1000-\u109f\u1780-\u17ff][^<]*)</tspan></text>"
)
"""A line in one font in which signs stand above and below letters, as in Devanagari and Thai. In a
PDF, the typesetter puts such signs of an SVG upon each other, and those of its own text well."""


def _apart(match: re.Match[str], texts: list[dict[str, object]]) -> str:
    """Take a line out of an SVG, for the typesetter to set it."""
    attributes = dict(re.findall(r'([a-z-]+)="([^"]*)"', match[1]))
    texts.append(
        {
            "words": unescape(match[3]).strip("\u2066\u2067\u2069"),
            "font": match[2],
            "x": float(attributes["x"]),
            "y": float(attributes["y"]),
            "size": float(attributes["font-size"]),
            "weight": int(attributes.get("font-weight", 400)),
            "fill": attributes["fill"],
            "anchor": attributes.get("text-anchor", ""),
        }
    )
    return ""
