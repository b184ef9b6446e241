"""A notebook as a page: its words, its code, and what each cell shows.

The cells run in this interpreter, one after another, and show what Jupyter would ask their values
for: the display data of journeys and pictures, the HTML of reports and coverage, printed text.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from drawn import figure, least_width

import journeykit as jk
from journeykit.render.style.theme import DARK, LIGHT


def page_of(notebook: Path, docname: str, pictures: Path) -> str:
    """The page of a notebook, in Markdown; its pictures are written to a folder."""
    return "\n".join(_lines(notebook, docname, pictures)) + "\n"


def _lines(notebook: Path, docname: str, pictures: Path) -> Iterator[str]:
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    names: dict[str, Any] = {"__name__": "__main__"}
    for number, cell in enumerate(cells):
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            yield from (source, "")
            continue
        yield from ("```python", source, "```", "")
        printed, value = _run(source, names)
        if printed:
            yield from ("```text", printed.rstrip(), "```", "")
        if value is not None:
            shown = _shown(value, f"{notebook.stem}-{number}", docname, pictures)
            yield from ("```{raw} html", shown, "```", "")


def _run(source: str, names: dict[str, Any]) -> tuple[str, Any]:
    """What a cell prints, and the value of its last line."""
    *before, last = ast.parse(source).body
    shows = isinstance(last, ast.Expr)
    told = io.StringIO()
    with contextlib.redirect_stdout(told):
        exec(compile(ast.Module(before if shows else [*before, last], []), "cell", "exec"), names)  # noqa: S102
        value = None
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), "cell", "eval"), names)  # noqa: S307
    return told.getvalue(), value


def _shown(value: Any, name: str, docname: str, pictures: Path) -> str:
    """The HTML of what a cell shows; pictures follow the light or dark of the page."""
    picture = jk.draw(value) if isinstance(value, jk.Journey) else value
    if not isinstance(picture, jk.Picture):
        return str(value._repr_html_())
    svg = ""
    for shade, theme in (("light", LIGHT), ("dark", DARK)):
        svg = jk.Picture(picture.diagram, theme).svg()
        (pictures / f"{name}-{shade}.svg").write_text(svg, encoding="utf-8")
    return figure(name, docname, picture.text(), least_width(svg))
