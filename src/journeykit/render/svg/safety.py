"""The last look at a finished SVG: nothing in it may run, or load anything."""

from __future__ import annotations

import re
from typing import Final
from xml.parsers import expat

from journeykit.errors import UnsafePictureError
from journeykit.markup import url

__all__ = ["checked_svg"]

_SVG: Final = "http://www.w3.org/2000/svg"
_ELEMENTS: Final = frozenset(
    {"svg", "g", "defs", "symbol", "use", "a", "title", "desc", "style"}
    | {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"}
    | {"text", "tspan", "textPath", "marker", "clipPath", "mask", "pattern"}
    | {"linearGradient", "radialGradient", "stop"}
)
"""What pictures are made of. No script, image, foreign content or animation is among them."""

_TEXT_ONLY: Final = frozenset({"title", "desc", "style"})
"""What HTML parses by other rules, so that no markup may stand in it."""

_LOADS_BY_CSS = re.compile(r"@import|expression|\\|url\s*\(\s*['\"]?\s*(?!#)", re.IGNORECASE)


def checked_svg(svg: bytes) -> str:
    """Return an SVG as text that may stand in a page, or refuse it.

    Refused are: anything that is not well-formed UTF-8 XML, declarations of entities, elements
    other than the shapes and texts of a picture, event attributes, links other than into the
    picture itself (or, on `<a>`, to `https`, `http` and `mailto`), style that loads, and the few
    forms that HTML reads differently from XML.

    Args:
        svg: The bytes that an engine gave.

    Returns:
        The `<svg>` element alone, without declaration, document type and comments before it.

    Raises:
        UnsafePictureError: If it is refused; the error tells why.

    Example:
        >>> checked_svg(b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>')
        '<svg xmlns="http://www.w3.org/2000/svg"/>'
    """
    reader = _SafetyCheck()
    start, end = reader.read(svg)
    return svg[start:end].decode("utf-8")


class _SafetyCheck:
    """Goes through an SVG once and raises at the first thing that is not allowed."""

    def __init__(self) -> None:
        self._element = ""
        self._depth = 0
        self._start = 0
        self._style: list[str] = []
        # The encoding is given, so that nothing can pretend to another.
        parser = self._parser = expat.ParserCreate("utf-8", namespace_separator=" ")
        parser.StartElementHandler = self._started
        parser.EndElementHandler = self._ended
        parser.CharacterDataHandler = self._text
        parser.CommentHandler = self._comment
        parser.StartDoctypeDeclHandler = self._doctype
        parser.ProcessingInstructionHandler = lambda *_: self._refuse("a processing instruction")
        parser.StartCdataSectionHandler = lambda: self._refuse("a CDATA section")
        parser.EntityDeclHandler = lambda *_: self._refuse("a declaration of an entity")
        parser.SkippedEntityHandler = lambda *_: self._refuse("an unknown entity")

    def read(self, svg: bytes) -> tuple[int, int]:
        """Return where the root element starts and ends."""
        try:
            # A byte order mark would make the parser take another encoding than it was given.
            svg.decode("utf-8")
            self._parser.Parse(svg, True)  # noqa: FBT003 the parser takes no keyword
        except (expat.ExpatError, UnicodeDecodeError) as error:
            raise UnsafePictureError(f"not well-formed XML ({error})") from error
        return self._start, svg.rindex(b">") + 1

    def _refuse(self, problem: str) -> None:
        raise UnsafePictureError(problem, element=self._element)

    def _doctype(
        self, _name: str, _system: str | None, _public: str | None, has_internal_subset: object, /
    ) -> None:
        if has_internal_subset:
            self._refuse("a document type with declarations of its own")

    def _comment(self, comment: str) -> None:
        # HTML takes `<!-->` and `<!--->` for whole comments, and what follows for content.
        if comment.startswith((">", "->")) or self._element in _TEXT_ONLY:
            self._refuse("a comment that HTML reads differently")

    def _started(self, name: str, attributes: dict[str, str]) -> None:
        if self._element in _TEXT_ONLY:
            self._refuse("an element where only text belongs")
        namespace, _, self._element = name.rpartition(" ")
        if self._depth == 0:
            self._start = self._parser.CurrentByteIndex
            if self._element != "svg":
                self._refuse("a root other than <svg>")
        self._depth += 1
        if namespace != _SVG or self._element not in _ELEMENTS:
            self._refuse("an element that no picture needs")
        for full_name, value in attributes.items():
            self._attribute(full_name.rpartition(" ")[2], value)

    def _attribute(self, name: str, value: str) -> None:
        lowered = name.lower()
        if lowered.startswith("on"):
            self._refuse(f"an event attribute {name}")
        if lowered in {"src", "base"}:
            self._refuse(f"an attribute {name}")
        if lowered == "href":
            self._link(value)
        elif "(" in value and _WORDS.fullmatch(lowered) is None and _LOADS_BY_CSS.search(value):
            self._refuse(f"an attribute {name} that loads something")

    def _link(self, target: str) -> None:
        if target.startswith("#"):
            return
        if self._element != "a" or url(target) is None:
            self._refuse(f'a link to "{target[:100]}"')

    def _text(self, text: str) -> None:
        if self._element == "style":
            self._style.append(text)

    def _ended(self, _name: str) -> None:
        self._depth -= 1
        if self._element == "style" and _LOADS_BY_CSS.search("".join(self._style)):
            self._refuse("style that loads something")
        self._style.clear()
        self._element = ""


_WORDS = re.compile("title|aria-label|aria-description|data-.*|id|class")
"""Attributes that hold words: `url(` in a tooltip is what somebody wrote."""
