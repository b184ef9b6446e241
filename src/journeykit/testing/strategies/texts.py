"""Text of every script, names, keys and dates."""

from __future__ import annotations

import datetime
from functools import cache

from hypothesis import strategies as st

from journeykit.checked import checked
from journeykit.errors import InadmissibleTextError
from journeykit.text import admissible, shows

__all__ = ["dates", "keys", "names", "texts"]

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
    letters = st.characters(codec="utf-8", exclude_categories=("Cc", "Cn", "Cs"))
    plain = st.text(st.sampled_from("abcdefghij KLM-_.0123"), max_size=max_size)
    return plain | st.text(letters, max_size=max_size).filter(_is_admissible) | _awkward()


@checked
@cache
def names(*, max_size: int = 30) -> st.SearchStrategy[str]:
    """Text that says something, for whatever needs a name.

    Args:
        max_size: How many characters it has at most, a few awkward samples apart.

    Returns:
        A strategy.
    """
    # Mapped, not filtered: a test that draws many names would throw a third of its inputs away.
    return texts(max_size=max_size).map(lambda text: text if shows(text) else "A")


@cache
def keys() -> st.SearchStrategy[str]:
    """Keys as people choose them with `key=`."""
    return st.from_regex(r"[a-z][a-zA-Z0-9_.\-]{0,8}", fullmatch=True)


@cache
def dates() -> st.SearchStrategy[datetime.date]:
    """Days of this century."""
    return st.dates(datetime.date(2000, 1, 1), datetime.date(2099, 12, 31))


def _awkward() -> st.SearchStrategy[str]:
    return st.sampled_from(_AWKWARD)


def _is_admissible(text: str) -> bool:
    try:
        admissible(text)
    except InadmissibleTextError:
        return False
    return True
