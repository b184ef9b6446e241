"""Words of a page: paragraphs, in which a date is never broken, and the names of classes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from journeykit.markup import Html, element

__all__ = ["classes", "paragraph", "whole_dates"]

_DATE: Final = re.compile(r"(\b\d{4}-\d{2}-\d{2}\b)")


def paragraph(text: str, look: str = "small") -> Html:
    """Write a paragraph, in the direction in which it reads.

    Args:
        text: What it says.
        look: Its class.

    Returns:
        The element.
    """
    return element("p", whole_dates(text), class_=look, dir="auto")


def whole_dates(text: str) -> Iterator[str | Html]:
    """Yield a text in pieces, so that no line ends within a date.

    Browsers break after any hyphen.

    Args:
        text: Any text.

    Yields:
        What stands between dates, and each date as an element.

    Example:
        >>> [str(piece) for piece in whole_dates("due 2027-03-31")]
        ['due ', '<span class="date">2027-03-31</span>']
    """
    for index, piece in enumerate(_DATE.split(text)):
        if piece:
            yield element("span", piece, class_="date") if index % 2 else piece


def classes(*names: str) -> str | None:
    """Join the names of classes, those alone that there are.

    Args:
        *names: The names; empty for none.

    Returns:
        The value of the attribute, if there is one.
    """
    return " ".join(filter(None, names)) or None
