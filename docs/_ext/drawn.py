"""The directive `drawn`: a picture of what the Python code above it in the page has made.

The code blocks of a page run from top to bottom, as the tests run them, so that no picture in the
documentation shows anything but the code that stands there. Each picture is drawn for light and for
dark pages; its text equivalent is what a screen reader gets.
"""

from __future__ import annotations

import contextlib
import doctest
import hashlib
import html
import io
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import attrs
from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

import journeykit as jk
from journeykit.render.style.theme import DARK, LIGHT

BLOCK = re.compile(
    r"^(?P<fence>`{3,})(?P<language>python|pycon)\n(?P<code>.*?)^(?P=fence)$",
    re.MULTILINE | re.DOTALL,
)


@contextlib.contextmanager
def elsewhere() -> Iterator[None]:
    """Run what writes files in a folder that is thrown away, and let it print to nobody."""
    before = Path.cwd()
    with (
        tempfile.TemporaryDirectory() as folder,
        contextlib.redirect_stdout(io.StringIO()),
    ):
        os.chdir(folder)
        try:
            yield
        finally:
            os.chdir(before)


def names_after(text: str, path: str) -> dict[str, Any]:
    """What the code blocks of a page have made."""
    names: dict[str, Any] = {"__name__": "page", "jk": jk}
    with elsewhere():
        for block in BLOCK.finditer(text):
            line = text.count("\n", 0, block.start("code"))
            if block["language"] == "python":
                program = compile("\n" * line + block["code"], path, "exec", dont_inherit=True)
                exec(program, names)  # noqa: S102 — our own pages
            else:
                for example in doctest.DocTestParser().get_examples(block["code"]):
                    if example.exc_msg is None:
                        exec(compile(example.source, path, "single"), names)  # noqa: S102
    return names


def svg_of(value: Any, view: str, theme: Any) -> tuple[str, str]:
    """The picture of a journey, or a picture as it is, with its text equivalent."""
    picture = jk.draw(value, view, theme=theme) if isinstance(value, jk.Journey) else value
    return picture.svg(), picture.text()


def least_width(svg: str) -> str:
    """How far a picture may shrink before it scrolls instead: small text stays readable."""
    width = re.search(r'<svg[^>]* width="([0-9.]+)(pt|px|)"', svg)
    assert width is not None  # noqa: S101 — every picture of ours says its size
    points = 4 / 3 if width[2] == "pt" else 1
    return f"{0.8 * points * float(width[1]):.0f}px"


def figure(name: str, docname: str, text: str, least: str, caption: str = "") -> str:
    """The HTML that shows a picture, light or dark, and opens it in full size."""
    up = "../" * docname.count("/")
    first, *_ = text.strip().splitlines() or [""]
    alt = html.escape(first, quote=True)
    told = html.escape(text)
    images = "".join(
        f'<a href="{up}_static/pictures/{name}-{shade}.svg" class="only-{shade}">'
        f'<img src="{up}_static/pictures/{name}-{shade}.svg" alt="{alt}"'
        f' style="min-width:{least}"></a>'
        for shade in ("light", "dark")
    )
    said = f"<figcaption>{html.escape(caption)}</figcaption>" if caption else ""
    words = f"<details><summary>The same in words</summary><pre>{told}</pre></details>"
    frame = f'<div class="frame" tabindex="0" role="group" aria-label="picture">{images}</div>'
    return f'<figure class="drawn">{frame}{said}{words}</figure>'


def keep(app: Sphinx, name: str, shade: str, svg: str) -> None:
    """Put a picture where the built pages find it."""
    folder = Path(app.srcdir) / "generated" / "static" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}-{shade}.svg").write_text(svg, encoding="utf-8")


class Drawn(SphinxDirective):
    """Draw the value of an expression, which may name `theme`."""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Any]] = {  # type: ignore[misc]
        "view": directives.unchanged,
        "caption": directives.unchanged,
    }

    def run(self) -> list[nodes.Node]:
        """Run the page up to here, and draw."""
        path = self.env.doc2path(self.env.docname)
        text = Path(path).read_text(encoding="utf-8")
        above = "".join(text.splitlines(keepends=True)[: self.lineno - 1])
        names = names_after(above, str(path))
        expression, view = self.arguments[0], self.options.get("view", "flow")
        name = hashlib.sha256(f"{self.env.docname} {self.lineno}".encode()).hexdigest()[:12]
        for shade, theme in (("light", LIGHT), ("dark", DARK)):
            value = eval(expression, {**names, "theme": theme})  # noqa: S307 — our own pages
            svg, words = svg_of(value, view, theme)
            keep(self.env.app, name, shade, svg)
        caption = self.options.get("caption", "")
        shown = figure(name, self.env.docname, words, least_width(svg), caption)
        self.env.note_dependency(jk.__file__)
        return [nodes.raw("", shown, format="html")]


class Printed(SphinxDirective):
    """Show what an expression prints: the very words, from the very code above."""

    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """Run the page up to here, and print."""
        path = self.env.doc2path(self.env.docname)
        text = Path(path).read_text(encoding="utf-8")
        above = "".join(text.splitlines(keepends=True)[: self.lineno - 1])
        value = eval(self.arguments[0], names_after(above, str(path)))  # noqa: S307 — our own pages
        if isinstance(value, jk.Report):
            value = without_paths(value)
        shown = str(value)
        block = nodes.literal_block(shown, shown, language="text")
        return [block]


def without_paths(report: jk.Report) -> jk.Report:
    """A report that names no file of the machine that builds the pages."""
    findings = tuple(attrs.evolve(finding, location=None) for finding in report.findings)
    return attrs.evolve(report, findings=findings)


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directive."""
    app.add_directive("drawn", Drawn)
    app.add_directive("printed", Printed)
    return {"parallel_read_safe": True}
