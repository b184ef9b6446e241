"""Pictures: what `draw` returns. A value that turns into any format when it is asked to."""

from __future__ import annotations

import os
from collections.abc import Callable
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, TypeVar

from attrs import evolve, field, frozen

from journeykit.arguments import path_of
from journeykit.atomic_write import write_whole
from journeykit.errors import (
    JourneyError,
    PictureError,
    PictureTimeoutError,
    UnknownReferenceError,
)
from journeykit.extensions import Registry
from journeykit.printable import console_text, log_text
from journeykit.render.diagram.diagram import Diagram
from journeykit.render.layout.paper import Fit, Paper, framed, paper_of, size_of
from journeykit.render.layout.proportions import WRAPPED
from journeykit.render.style.theme import LIGHT, Theme
from journeykit.time_limit import within

if TYPE_CHECKING:
    import graphviz

    from journeykit.render.graphviz.engine import Engine
    from journeykit.render.layout.pages import Page

__all__ = ["GRAPH_SUFFIXES", "GRID_SUFFIXES", "Picture"]

GRAPH_SUFFIXES: Final = (".svg", ".png", ".pdf", ".html", ".md", ".mmd", ".dot", ".txt")
"""What views of nodes and edges can be saved as."""

Drawn = TypeVar("Drawn")

GRID_SUFFIXES: Final = (".svg", ".png", ".pdf", ".html", ".md", ".txt")
"""What views with rows can be saved as."""


def _fits(_owner: object, _attribute: object, fit: object) -> None:
    if fit is not None:
        paper_of(fit)


@frozen(repr=False)
class Picture:
    """A drawing of a journey, not drawn yet.

    Args:
        diagram: What is shown.
        theme: How it looks; light if left out, but for a page of a view with rows, which is then
            light or dark as its reader prefers.
        engine: What lays out nodes and edges; whatever is there if left out. Views with rows need
            none.
        id_prefix: What tells its ids from those of other pictures on the same page.
        fit: A slide (`16:9`), a sheet in landscape (`A4`, `A3`) or a width in pixels that it is to
            fill; a PDF has as many sheets as it needs to be read, an SVG and a PNG have one. As
            large as it is if left out.
        timeout: How many seconds drawing may take; if left out those of the layout engine, and no
            limit for views with rows.

    Example:
        >>> from journeykit import draw, journey, touchpoint
        >>> picture = draw(journey("Shop").stage("Purchase", touchpoint("Pays")))
        >>> print(picture.mermaid.splitlines()[0])
        flowchart LR
    """

    diagram: Diagram
    theme: Theme | None = None
    engine: Engine | None = field(default=None, kw_only=True)
    id_prefix: str = field(default="", kw_only=True)
    fit: Fit | None = field(default=None, kw_only=True, validator=_fits)
    timeout: float | None = field(default=None, kw_only=True)

    def svg(self) -> str:
        """Draw it.

        Returns:
            One `<svg>` element that loads and runs nothing.

        Raises:
            EngineMissingError: The view needs a layout engine and there is none.
            EngineError: The layout engine failed.
            UnsafePictureError: What it drew is not safe to show.
        """
        return self._timed(lambda: self._svg(listed=True))

    def _svg(self, *, listed: bool) -> str:
        drawn = self._unframed(listed=listed)
        return self._framed(drawn)

    def _framed(self, svg: str) -> str:
        paper = self._paper
        return svg if paper is None else framed(svg, paper, self._theme.background)

    def _unframed(self, *, listed: bool) -> str:
        """Draw it in the shape of the page that it is to fill, but in a size of its own."""
        if self._drawn_here:
            return self._drawn(listed=listed)
        from journeykit.render.graphviz.dot import dot_of
        from journeykit.render.svg.postprocess import postprocess
        from journeykit.render.svg.safety import checked_svg

        dot = dot_of(self.diagram, self._theme, id_prefix=self.id_prefix, listed=False)
        # Bytes that are no text pass through as they are, for the check at the end to refuse.
        drawn = self._laid_out(dot, "svg").decode("utf-8", "surrogateescape")
        whole = postprocess(
            drawn, self.diagram, self._theme, id_prefix=self.id_prefix, listed=listed
        )
        return checked_svg(whole.encode("utf-8", "surrogateescape"))

    def _drawn(self, *, listed: bool) -> str:
        """An SVG that needs no layout engine.

        It is not checked again: we write every character ourselves, and the tests parse it.
        """
        diagram, theme, prefix = self.diagram, self._theme, self.id_prefix
        page = self._paper.size if self._paper else None
        if diagram.is_grid:
            from journeykit.render.svg.renderer import svg

            return svg(diagram, theme, id_prefix=prefix, listed=listed, page=page)
        if self._stands_below:
            from journeykit.render.layout.packing import PAGE
            from journeykit.render.svg.below import below_svg

            return below_svg(diagram, theme, id_prefix=prefix, page=page or PAGE)
        if diagram.view == "graph":
            from journeykit.render.svg.graph import graph_svg

            return graph_svg(diagram, theme, id_prefix=prefix, listed=listed, page=page)
        from journeykit.render.svg.flow import flow_svg

        return flow_svg(diagram, theme, id_prefix=prefix, listed=listed, page=page)

    @property
    def _paper(self) -> Paper | None:
        return None if self.fit is None else paper_of(self.fit)

    def html(self) -> str:
        """Make a page of it.

        Returns:
            One self-contained file: the picture, its findings, and all it says in words.

        Raises:
            PictureError: It is to fill a sheet, which a page of a view with rows does not.
            EngineMissingError: The view needs a layout engine and there is none.
            EngineError: The layout engine failed.
            UnsafePictureError: What it drew is not safe to show.
        """
        if self.diagram.is_grid:
            if self.fit is not None:
                problem = (
                    f"a page of HTML with the view {self.diagram.view} is as wide as its window"
                )
                expected = "no `fit`, since it also prints well, or one of SVG, PNG and PDF"
                raise PictureError("fit", problem, expected=expected)
            from journeykit.render.html.renderer import html

            return self._timed(lambda: html(self.diagram, self.theme, id_prefix=self.id_prefix))
        from journeykit.render.html.standalone import page

        return page(self.diagram, self._theme, self._svg(listed=False))

    @property
    def dot(self) -> str:
        """The DOT text, which views of nodes and edges have: the flow and the graph.

        Raises:
            PictureError: The view has rows, which Graphviz does not draw.
        """
        from journeykit.render.graphviz.dot import dot_of

        self._refuse_grid("DOT")
        return dot_of(self.diagram, self._theme, id_prefix=self.id_prefix)

    @property
    def mermaid(self) -> str:
        """The Mermaid text, which views of nodes and edges have: the flow and the graph.

        Raises:
            PictureError: The view has rows, which Mermaid does not draw.
        """
        from journeykit.render.text.mermaid import mermaid_of

        self._refuse_grid("Mermaid")
        return mermaid_of(self.diagram, self._theme)

    def source(self) -> graphviz.Source:
        """Hand it to the `graphviz` package, for pipelines that already speak its language.

        Returns:
            The DOT text as a value of that package.

        Raises:
            PictureError: The view has rows, which Graphviz does not draw.

        Example:
            >>> from journeykit import draw, journey, touchpoint
            >>> draw(journey("Shop").stage("Purchase", touchpoint("Pays"))).source().engine
            'dot'
        """
        import graphviz

        return graphviz.Source(self.dot, engine="dot")

    def _refuse_grid(self, language: str) -> None:
        if self.diagram.is_grid:
            problem = f"the view {self.diagram.view} has rows, which {language} does not draw"
            raise PictureError(language, problem, expected="one of the views flow and graph")

    def text(self) -> str:
        """Tell it in words.

        Returns:
            Lines of text that say all the picture says.
        """
        if self.diagram.is_grid:
            from journeykit.render.text.plain_text import plain_text

            return plain_text(self.diagram)
        from journeykit.render.text.outline import outline

        return outline(self.diagram)

    def png(self) -> bytes:
        """Draw it in pixels.

        Raises:
            EngineError: What draws it is not installed, or failed.
        """
        return self._raster("png")

    def pdf(self) -> bytes:
        """Draw it for print.

        Raises:
            EngineError: What draws it is not installed, or failed.
        """
        return self._raster("pdf")

    def _raster(self, format: Literal["png", "pdf"]) -> bytes:
        from journeykit.render.svg.raster import can_raster, rasterised

        # Graphviz steps in for a flow, where it is there and what the extra brings is not.
        own = self._drawn_here and (self.diagram.is_grid or can_raster(format))
        if not own and self.fit is None:
            return self._laid_out(self.dot, format)
        pages = self._timed(self._pages) if format == "pdf" else [self.svg()]
        return rasterised(pages, format, self._theme, timeout=self.timeout)

    def _pages(self) -> list[str]:
        """As many sheets as it takes to read all of it."""
        paper = self._paper
        if paper is None or paper.height == inf:
            return [self._svg(listed=True)]
        from journeykit.render.layout.pages import sheets

        def drawn(page: Page) -> str:
            part = evolve(self, diagram=page.diagram)
            return part._unframed(listed=page.listed)  # noqa: SLF001 one of us

        def is_legible(page: Page) -> bool:
            return paper.is_legible(paper.scale(*size_of(drawn(page))), smallest)

        smallest = self._theme.font_size_small
        return [self._framed(drawn(page)) for page in sheets(self.diagram, is_legible)]

    @property
    def _stands_below(self) -> bool:
        """Whether it is a sheet of bars and findings alone, whatever view they belong to."""
        diagram = self.diagram
        bare = not diagram.nodes and not diagram.is_grid
        return bare and bool(diagram.marks or diagram.shares)

    @property
    def _drawn_here(self) -> bool:
        """Whether it needs no layout engine: rows, and flows and graphs of usual size."""
        diagram = self.diagram
        if diagram.is_grid or self._stands_below:
            return True
        return (
            self.engine is None
            and diagram.view in {"flow", "graph"}
            and sum(node.role == "touchpoint" for node in diagram.nodes) <= WRAPPED
        )

    @property
    def _theme(self) -> Theme:
        return self.theme or LIGHT

    def _laid_out(self, dot: str, format: str) -> bytes:
        from journeykit.render.graphviz.engine import default_engine

        engine = self.engine or default_engine()
        return (
            engine.render(dot, format)
            if self.timeout is None
            else engine.render(dot, format, timeout=self.timeout)
        )

    def _timed(self, work: Callable[[], Drawn]) -> Drawn:
        """Draw what is drawn in Python; a layout engine keeps the time itself."""
        if self.timeout is None or not self._drawn_here:
            return work()
        try:
            return within(self.timeout, work)
        except TimeoutError as error:
            raise PictureTimeoutError(self.diagram.view, seconds=self.timeout) from error

    def _markdown(self) -> str:
        from journeykit.markup import markdown_text

        diagram = self.diagram
        parts = [f"# {markdown_text(diagram.title)}", markdown_text(diagram.description)]
        if diagram.is_grid:
            # Four spaces make a block that nothing inside can end.
            problems = self.text().splitlines()
            parts.append("\n".join(f"    {line}".rstrip() for line in problems))
        else:
            parts.append(f"```mermaid\n{self.mermaid}```")
            parts.extend(
                f"{mark.number}\\. {mark.severity}: {markdown_text(mark.text)}"
                for mark in diagram.marks
            )
        parts.extend(markdown_text(note) for note in diagram.notes)
        return "\n\n".join(filter(None, parts)) + "\n"

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write it to a file, whole or not at all.

        Args:
            path: Where; the suffix says in which format, one of ours or of an installed package.

        Raises:
            UnknownReferenceError: There is no such format of this view.
            EngineError: What draws it is not installed, or failed.
            OSError: The file cannot be written.
        """
        target = Path(path_of(path))
        suffix = target.suffix.lower()
        suffixes = GRID_SUFFIXES if self.diagram.is_grid else GRAPH_SUFFIXES
        other = suffix.removeprefix(".")
        if suffix not in suffixes and other not in FORMATS:
            where = f"a file name for the view {self.diagram.view}"
            raise UnknownReferenceError("suffix", target.suffix, choices=suffixes, where=where)
        writers: dict[str, Callable[[], str | bytes]] = {
            ".svg": self.svg,
            ".png": self.png,
            ".pdf": self.pdf,
            ".html": self.html,
            ".md": self._markdown,
            ".mmd": lambda: self.mermaid,
            ".dot": lambda: self.dot,
            ".txt": self.text,
        }
        content = writers[suffix]() if suffix in suffixes else FORMATS[other](self)
        write_whole(target, content.encode() if isinstance(content, str) else content)
        return target

    def _repr_mimebundle_(self, **_asked: object) -> dict[str, str]:
        """Show it as the last line of a notebook cell; never raises."""
        return bundle(self)

    def _mime_(self) -> tuple[str, str]:
        """Show it in marimo."""
        kind, content = next(iter(bundle(self).items()))
        return kind, content

    def __repr__(self) -> str:
        """Show what it is a picture of, in one line."""
        return f"Picture({self.diagram!r})"

    def __str__(self) -> str:
        """Tell it in words."""
        return console_text(log_text(self.text()))


FORMATS: Registry[Callable[[Picture], str | bytes]] = Registry(
    "picture format", "journeykit.pictures", {}
)
"""The formats of pictures that installed packages bring, by the suffix of their files."""


def bundle(picture: Picture) -> dict[str, str]:
    """Return what a notebook shows of a picture, the richest first.

    Returns:
        Content by media type. Where it cannot be drawn, the text with the reason; nothing raises,
        since a traceback would stand in the place of a picture.
    """
    shown: dict[str, str] = {}
    problems: list[str] = []
    for kind, make in _forms(_with_own_ids(picture)):
        try:
            shown[kind] = make()
        except JourneyError as error:
            problems.append(str(error))
        except Exception as error:  # noqa: BLE001 a display that raises hides the value
            problems.append(f"{type(error).__name__}: {error}")
    if problems:
        words = shown.get("text/plain", picture.diagram.title)
        shown["text/plain"] = "\n".join((words, *dict.fromkeys(problems)))
    return shown


def _with_own_ids(picture: Picture) -> Picture:
    """The same with ids made from what it shows, for in a notebook no picture stands alone."""
    import hashlib

    if picture.id_prefix:
        return picture
    try:
        drawn = picture.svg() if picture.diagram.is_grid else picture.dot
    except Exception:  # noqa: BLE001 what is wrong is told when it is drawn
        return picture
    looks = picture.theme.name if picture.theme else ""
    digest = hashlib.sha256(f"{looks}\n{drawn}".encode()).hexdigest()[:8]
    return evolve(picture, id_prefix=f"jk-{digest}")


def _forms(picture: Picture) -> tuple[tuple[str, Callable[[], str]], ...]:
    svg = ("image/svg+xml", picture.svg)
    text = ("text/plain", picture.text)
    if picture.diagram.is_grid and picture.fit is None:
        return ("text/html", lambda: _fragment(picture)), svg, text
    return svg, text


def _fragment(picture: Picture) -> str:
    """The picture for the middle of another page."""
    from journeykit.render.html.renderer import html_fragment

    return html_fragment(picture.diagram, picture.theme, id_prefix=picture.id_prefix)
