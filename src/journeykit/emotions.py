"""Emotions: how a moment feels, from −2 (hated it) to +2 (loved it), and how we know.

The lexicon gives the words people write on maps a usual valence, so that `feels(maya,
"frustrated")` needs no number. It is a default for a label and never overrides a number.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Any, Literal, TypeAlias, get_args

from attrs import field, frozen

from journeykit import arguments, fields
from journeykit.errors import ModelError
from journeykit.printable import quoted
from journeykit.suggestions import slip_of

Basis: TypeAlias = Literal["observed", "reported", "inferred", "assumed", "expected"]
"""How an emotion is known; `expected` belongs to journeys that are still a plan."""

LEXICON = MappingProxyType(
    {
        "delighted": 2.0,
        "excited": 2.0,
        "thrilled": 2.0,
        "joyful": 2.0,
        "amazed": 2.0,
        "satisfied": 1.0,
        "valued": 1.0,
        "understood": 1.0,
        "supported": 1.0,
        "guided": 1.0,
        "reassured": 1.0,
        "relieved": 1.0,
        "happy": 1.0,
        "hopeful": 1.0,
        "calm": 1.0,
        "confident": 1.0,
        "proud": 1.0,
        "pleased": 1.0,
        "content": 1.0,
        "grateful": 1.0,
        "glad": 1.0,
        "comfortable": 1.0,
        "safe": 1.0,
        "secure": 1.0,
        "welcome": 1.0,
        "motivated": 1.0,
        "interested": 1.0,
        "impressed": 1.0,
        "inspired": 1.0,
        "optimistic": 1.0,
        "encouraged": 1.0,
        "empowered": 1.0,
        "respected": 1.0,
        "curious": 0.0,
        "neutral": 0.0,
        "surprised": 0.0,
        "indifferent": 0.0,
        "confused": -1.0,
        "overwhelmed": -1.0,
        "lost": -1.0,
        "anxious": -1.0,
        "annoyed": -1.0,
        "worried": -1.0,
        "nervous": -1.0,
        "stressed": -1.0,
        "sad": -1.0,
        "disappointed": -1.0,
        "uncertain": -1.0,
        "bored": -1.0,
        "tired": -1.0,
        "afraid": -1.0,
        "scared": -1.0,
        "concerned": -1.0,
        "impatient": -1.0,
        "irritated": -1.0,
        "embarrassed": -1.0,
        "insecure": -1.0,
        "unsure": -1.0,
        "doubtful": -1.0,
        "sceptical": -1.0,
        "skeptical": -1.0,
        "suspicious": -1.0,
        "hesitant": -1.0,
        "lonely": -1.0,
        "guilty": -1.0,
        "upset": -1.0,
        "discouraged": -1.0,
        "unhappy": -1.0,
        "dissatisfied": -1.0,
        "uncomfortable": -1.0,
        "exhausted": -1.0,
        "frustrated": -2.0,
        "angry": -2.0,
        "furious": -2.0,
        "desperate": -2.0,
        "helpless": -2.0,
        "powerless": -2.0,
        "betrayed": -2.0,
        "devastated": -2.0,
        "humiliated": -2.0,
        "shocked": -2.0,
    }
)
"""The usual valence of a word."""


_the_valence: Any = fields.derived(lambda self: self.valence)
_ON_THE_SCALE = fields.within(-2, 2, 0.5)


def _is_end(instance: Any, attribute: Any, value: Any) -> None:
    """Accept one end of a range; without a valence both have to be said."""
    if value is None:
        raise ModelError("an emotion: expected a valence from -2 to +2, or both low and high")
    _ON_THE_SCALE(instance, attribute, value)


@frozen
class Emotion:
    """What one persona feels at one touchpoint.

    Args:
        valence: From −2 to +2, halves allowed; None for a range of which nobody knows the middle.
        label: The word for it.
        low: The least of a range; the valence itself if left out.
        high: The most of a range; the valence itself if left out.
        basis: How it is known; None where nobody has said. In a journey that is a plan it is
            expected then.

    Raises:
        ModelError: A number is off the scale, the range does not hold the valence, or there is
            neither.

    Example:
        >>> Emotion(-1, "annoyed", low=-2, high=0).is_range
        True
        >>> Emotion(low=-1, high=1).valence is None
        True
    """

    valence: float | None = field(
        default=None,
        converter=fields.maybe_float,
        validator=fields.maybe(_ON_THE_SCALE),
    )
    label: str = field(default="", validator=fields.text)
    low: float = field(
        default=_the_valence,
        converter=fields.as_float,
        validator=_is_end,
        kw_only=True,
    )
    high: float = field(
        default=_the_valence,
        converter=fields.as_float,
        validator=_is_end,
        kw_only=True,
    )
    basis: Basis | None = field(
        default=None,
        kw_only=True,
        validator=fields.maybe(fields.one_of("basis", get_args(Basis))),
    )

    __repr__ = fields.shown
    _repr_html_ = fields.card

    def __attrs_post_init__(self) -> None:
        """Refuse a range that does not hold its own middle, or is upside down."""
        if self.valence is not None and not self.low <= self.valence <= self.high:
            raise ModelError(
                f"an emotion from {self.low:+g} to {self.high:+g} cannot be {self.valence:+g}; "
                f"expected low ≤ valence ≤ high"
            )
        if self.low > self.high:
            raise ModelError(
                f"an emotion cannot go from {self.low:+g} to {self.high:+g}; expected low ≤ high"
            )

    @property
    def level(self) -> float:
        """The number to go by: the valence, or the low end of a range without one."""
        return self.low if self.valence is None else self.valence

    @property
    def is_range(self) -> bool:
        """Whether people felt it differently."""
        return self.low != self.high


_OPPOSITES = ("un", "dis", "in", "im", "non", "not ", "mis", "less")
"""What turns a word into its opposite, at its beginning."""


def _did_you_mean(label: str) -> str:
    """The clause that proposes the word that was misspelt: never one that says the opposite."""
    word = label.casefold()
    turned = tuple(prefix for prefix in _OPPOSITES if word.startswith(prefix))
    intended = slip_of(
        label,
        (entry for entry in LEXICON if not turned or entry.startswith(turned)),
    )
    return f"; did you mean {quoted(intended)}?" if intended else ""


def signed(valence: float) -> str:
    """Return a valence with its sign, as print sets it.

    Args:
        valence: From −2 to +2.

    Returns:
        Such as `+1` or `−0.5`; 0 has no sign.

    Example:
        >>> signed(1), signed(-1.5), signed(0)
        ('+1', '−1.5', '0')
    """
    return f"{valence:+g}".replace("-", "\u2212") if valence else "0"


def felt(
    valence: float | str | None,
    label: str = "",
    *,
    low: float | None = None,
    high: float | None = None,
    basis: Basis | None = None,
) -> Emotion:
    """Make an emotion from what a person says: a number, a word, a range, or several of them.

    Args:
        valence: From −2 to +2, or a word of the lexicon; None when a range is given.
        label: The word for it.
        low: The least of a range.
        high: The most of a range.
        basis: How it is known.

    Returns:
        The emotion. A range without a valence has none: nobody said where its middle is.

    Raises:
        ModelError: A word without a usual valence came without a number.

    Example:
        >>> felt("frustrated").valence
        -2.0
        >>> felt(None, low=-2, high=1).valence is None
        True
    """
    if isinstance(valence, str):
        label = arguments.plain(valence)
        valence = None
    if valence is None and low is not None and high is not None:
        middle = low if low == high else None
        return Emotion(middle, label, low=low, high=high, basis=basis)
    if valence is None:
        label = fields.expect(label, str, "the word for an emotion")
        usual = LEXICON.get(label.casefold())
        if usual is None:
            raise ModelError(
                f'the emotion "{label}" has no usual valence; give a number from -2 to +2'
                f"{_did_you_mean(label)}"
            )
        valence = usual
    return Emotion(
        valence,
        label,
        low=valence if low is None else low,
        high=valence if high is None else high,
        basis=basis,
    )
