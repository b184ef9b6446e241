"""The rasteriser and the typesetter, as a program of its own: SVGs in, a PNG or a PDF out.

`journeykit.render.svg.raster` runs this file in a process apart, because they hold the interpreter
lock while they work, know no time limit, and may give up on a font in a way that no `except` meets.
It imports nothing of journeykit, so that it starts quickly.
"""

from __future__ import annotations

import importlib
import json
import re
import sys
from pathlib import Path
from typing import Any

_POINTS = 0.75
"""How many points a pixel is."""


def main() -> None:
    """Draw what comes in, in the format and with the packages that the arguments name."""
    format_, packages = sys.argv[1:]
    sys.path.append(packages)  # after the standard library, which no package may shadow
    asked = json.loads(sys.stdin.buffer.read())
    draw = {"png": _png, "pdf": _pdf}[format_]
    sys.stdout.buffer.write(draw(asked))


def _png(asked: dict[str, Any]) -> bytes:
    resvg = importlib.import_module("resvg_py")
    fonts = {"font_family": asked["font"], "sans_serif_family": asked["font"]}
    if asked["files"]:
        # All fonts of a system may be thousands, of which a picture needs two or three.
        fonts |= {"skip_system_fonts": True, "font_files": asked["files"]}
    (page,) = asked["pages"]
    return bytes(resvg.svg_to_bytes(svg_string=page, **asked["scale"], **fonts))


def _pdf(asked: dict[str, Any]) -> bytes:
    typst = importlib.import_module("typst")
    pages = []
    for number, page in enumerate(asked["pages"]):
        Path(f"{number}.svg").write_text(page, encoding="utf-8")
        width, height = (
            float(size) * _POINTS for size in re.findall(r'(?:width|height)="([\d.]+)"', page)[:2]
        )
        texts = "\n".join(map(_typeset, asked["texts"][number]))
        pages.append(
            f"#set page(width: {width}pt, height: {height}pt, margin: 0pt)\n"
            f'#place(image("{number}.svg", width: {width}pt))\n{texts}\n'
        )
    Path("page.typ").write_text("#pagebreak(weak: true)\n".join(pages), encoding="utf-8")
    return bytes(typst.compile("page.typ", root="."))


def _typeset(text: dict[str, Any]) -> str:
    """A line set by the typesetter itself, which joins letters that its SVGs do not."""
    words = json.dumps(text["words"], ensure_ascii=False)
    part = {"middle": 0.5, "end": 1}.get(text["anchor"], 0)
    x, y, size = (text[key] * _POINTS for key in ("x", "y", "size"))
    return (
        f"#context {{ let line = text(size: {size}pt, weight: {text['weight']}, "
        f'fill: rgb("{text["fill"]}"), font: {json.dumps(text["font"])}, top-edge: "baseline", '
        f'bottom-edge: "baseline", {words})\n'
        f"place(dx: {x}pt - {part} * measure(line).width, dy: {y}pt, line) }}"
    )


if __name__ == "__main__":
    main()
