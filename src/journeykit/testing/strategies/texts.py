"""Text of every script, names, keys and dates."""

from __future__ import annotations

import datetime
from functools import cache

from hypothesis import strategies as st

from journeykit.checked import checked
from journeykit.text import shows

__all__ = ["dates", "keys", "names", "texts"]

_PLAIN = ("A", "B", "Pays", "pays", "Look at it", "a-1.b_2", "7", "Purchase", "Maya")

_AWKWARD = (
    "お支払いが完了しました",
    "الدفع عبر الإنترنت",
    "भुगतान किया",
    "ชำระเงิน",
    "👩\u200d👩\u200d👧 🎉",
    'say "hello" & it\'s <b>fine</b>',
    'x\n"]; pwned [label="y',
    "<TABLE><TR><TD>&nbsp;</TD></TR></TABLE>",
    "path\\",
    "\\N \\G shop:cart:n",
    "</text></svg><script>alert(1)</script>",
    "by \u2067מאיה\u2069 today",
    "# a; %% b | c --> d",
    "Z\u0351\u036b\u0343a\u036b\u033d",
    "word " * 200 + "x",
)

_REFUSED = "".join(
    map(
        chr,
        (
            *range(0x202A, 0x202F),  # directions that nobody sees
            *range(0x2066, 0x206A),  # and those that come in pairs
            *range(0xFDD0, 0xFDF0),  # noncharacters, here and at the end of every plane
            *(plane + last for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)),
        ),
    )
)
"""What no journey admits, beside controls and surrogates."""


@checked
@cache
def texts(*, max_size: int = 30) -> st.SearchStrategy[str]:
    """Text of any script that a journey admits, empty or not.

    Args:
        max_size: How many characters text has at most, apart from a few awkward samples that may
            be longer.

    Returns:
        A strategy for text that breaks careless renderers.

    Example:
        >>> from hypothesis import given
        >>> from journeykit import Goal
        >>> @given(texts())
        ... def test_every_text_is_admitted(text):
        ...     assert Goal("a gift", text).due == text
        >>> test_every_text_is_admitted()
    """
    letters = st.characters(
        codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters=_REFUSED
    )
    return st.sampled_from(("", *_PLAIN, *_AWKWARD)) | st.text(letters, max_size=max_size)


@checked
@cache
def names(*, max_size: int = 30) -> st.SearchStrategy[str]:
    """Text that says something, for whatever needs a name.

    Args:
        max_size: How many characters it has at most, a few awkward samples apart.

    Returns:
        A strategy.
    """
    # Replaced, not filtered: a test that draws many names would throw a third of its inputs away.
    return st.builds(_showing, texts(max_size=max_size))


@cache
def keys() -> st.SearchStrategy[str]:
    """Keys as people choose them with `key=`."""
    return st.builds(lambda text: f"k{text}", st.text("abcdXYZ019_.-", max_size=8))


@cache
def dates() -> st.SearchStrategy[datetime.date]:
    """Days of this century."""
    return st.dates(datetime.date(2000, 1, 1), datetime.date(2099, 12, 31))


def _showing(text: str) -> str:
    return text if shows(text) else "A"
