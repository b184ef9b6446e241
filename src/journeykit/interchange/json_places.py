"""Where in the text of a JSON document something stands, for errors.

Python's parser says nothing of places. Only once something is wrong, the text is gone through again
for the line and the column of what the error speaks of.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from attrs import define

from journeykit.errors import DocumentError
from journeykit.shapes import DocumentPosition

__all__ = ["located"]

_TOKENS = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)


def located(error: DocumentError, text: str) -> DocumentError:
    r"""Return an error that says where in the text of a document it is.

    Args:
        error: What is wrong with the document.
        text: The text, which is JSON.

    Returns:
        The error with the line and the column of what its path leads to: a key, or an item of a
        list; as it was where the path leads nowhere.

    Example:
        >>> print(located(DocumentError("a[1].b", problem="no"), '{"a": [0,\n  {"b": 1}]}'))
        line 2, column 4: a[1].b: no
    """
    start = None
    for path, offset in _offsets(text, error.path) if error.path else ():
        start = offset if path == error.path else start  # of a key that stands twice, the second
    if start is None:
        return error
    return error.at(text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start))


@define
class _OpenValue:
    """An object or a list that is open.

    Args:
        position: Its place; None where nothing in it is looked for.
        index: How many of its items are over; None for an object.
        expects_key: Whether a key comes next.
    """

    position: DocumentPosition | None
    index: int | None
    expects_key: bool

    def begun_by(self, sign: str) -> str | int | None:
        """The key or the index of the member that a sign or a text begins, if it begins one."""
        if self.index is not None:
            return self.index
        if not self.expects_key:
            return None
        self.expects_key = False
        key: str = json.loads(sign, strict=False)
        return key

    def go_on(self) -> None:
        """Come to the next member."""
        if self.index is None:
            self.expects_key = True
        else:
            self.index += 1


def _offsets(text: str, wanted: str) -> Iterator[tuple[str, int]]:
    """Each key and each item on the way to a path, with where it begins."""
    around: list[_OpenValue] = []
    here: DocumentPosition | None = DocumentPosition("")
    for match in _TOKENS.finditer(text):
        sign = match[0]
        if sign == ",":
            around[-1].go_on()
        elif sign in {"}", "]"}:
            around.pop()
        elif sign != ":":
            member = around[-1].begun_by(sign) if around else None
            if member is not None:
                here = _inside(around[-1].position, member, wanted)
                if here is not None:
                    yield here.path, match.start()
            if sign in {"{", "["}:
                is_object = sign == "{"
                around.append(_OpenValue(here, None if is_object else 0, is_object))


def _inside(
    position: DocumentPosition | None, member: str | int, wanted: str
) -> DocumentPosition | None:
    """The place of a member, where it is on the way."""
    if position is None or position.path == wanted or not wanted.startswith(position.path):
        return None
    return position.inside(member)
