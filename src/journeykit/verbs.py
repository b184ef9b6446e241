"""The verbs that several classes share: how a value says more about itself.

Every verb returns a new value of the same type and leaves the old one alone. What is said twice
is said once, so that a notebook cell may run again.

`self` has a type variable of its own here and not `Self`: completion in Jupyter and IPython reads
`Self` as the class in which it stands, and would forget whose verb it was.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

import attrs

from journeykit import fields
from journeykit.addresses import Element, Keyed, element_of, persona_key
from journeykit.emotions import Basis, felt
from journeykit.errors import ModelError, UnknownReferenceError
from journeykit.experience import Experience
from journeykit.management import Evidence, Owner, Waiver, as_evidence, as_owner
from journeykit.metrics import Metric, as_metrics
from journeykit.printable import quoted
from journeykit.taking_back import personas_of, taken_back, words_of

if TYPE_CHECKING:
    from journeykit.personas import Persona

P = ParamSpec("P")
R = TypeVar("R")
V = TypeVar("V", bound="Value")
MeasuredT = TypeVar("MeasuredT", bound="Measured")
OwnedT = TypeVar("OwnedT", bound="Owned")
WaivableT = TypeVar("WaivableT", bound="Waivable")
EvidencedT = TypeVar("EvidencedT", bound="Evidenced")
LivedT = TypeVar("LivedT", bound="Lived")


class Value(Keyed):
    """What all values of the model share: a short `repr` and a way to grow."""

    __slots__ = ()

    def _with(self: V, **changes: Any) -> V:
        """A copy in which some fields say something else."""
        value: Any = self  # the fields are those of the classes that have the verb
        changed: V = attrs.evolve(value, **changes)
        return changed

    def _adding(self: V, name: str, *items: object) -> V:
        """A copy with more items in one of its tuples, each once."""
        old = getattr(self, name)
        together = fields.each_once((*old, *items))
        return self if together == old else self._with(**{name: together})

    def _address_of(self, element: Element | Keyed | str) -> Element:
        """The address of a thing; a text is the word of one, such as `"touchpoint:pays"`."""
        return Element.parse(element) if isinstance(element, str) else element_of(element)

    def without(self: V, *items: object, of: Keyed | str | None = None) -> V:
        """Take back what was said of it.

        Args:
            *items: What is taken back: a value such as a channel, a pain or a waiver; the words
                or the key of one; a class for all of it, such as `Emotion`, `Pain` or `Waiver`,
                which may be nothing unless `of` says whose; or a persona, for all that was said
                of it.
            of: The persona of whom it was said, or its key; of everybody if left out.

        Returns:
            A new value.

        Raises:
            UnknownReferenceError: It was not said.
            ModelError: It is a part of a journey to which others may refer, it was said of
                another persona, or nothing was named to take back.

        Example:
            >>> from journeykit import Emotion, persona, touchpoint
            >>> maya = persona("Maya")
            >>> pays = touchpoint("Pays").feels(maya, +1).hurts(maya, "slow")
            >>> pays.without(Emotion, "slow", of=maya)
            Touchpoint('Pays')
        """
        if not items:
            raise ModelError("expected what to take back, such as a pain, its words or a class")
        whose = "" if of is None else _whose(self, of)
        value = self
        for item in items:
            shorter: V = taken_back(value, item, whose)
            if shorter is value and of is not None:
                raise _unknown_word_of(self, item, of, whose)
            if shorter is value and not isinstance(item, type):
                raise _unknown_word(self, item)
            value = shorter
        return value

    def pipe(
        self: V, function: Callable[Concatenate[V, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Hand the value to a function, so that your own verbs stand in the sentence.

        Args:
            function: Takes the value first.
            *args: Further arguments.
            **kwargs: Further keyword arguments.

        Returns:
            What the function returns.
        """
        if not callable(function):
            raise ModelError(
                f"expected a function that takes the value, got {fields.described(function)}"
            )
        return function(self, *args, **kwargs)

    __repr__ = fields.shown


class Lived(Value):
    """What personas go through: a touchpoint, a stage as a whole, or the whole journey."""

    __slots__ = ()

    experiences: tuple[Experience, ...]

    def _experience(self: LivedT, personas: Persona | Iterable[Persona], **added: Any) -> LivedT:
        """A copy in which the experience of one persona, or of each of several, says more."""
        several: tuple[Persona, ...] = fields.several(personas)
        if not several:
            raise ModelError(
                f"expected a persona of whom this is said at {fields.described(self)}, got none"
            )
        together = {experience.persona: experience for experience in self.experiences}
        for key in map(persona_key, several):
            existing = together.get(key, Experience(key))
            grown: dict[str, Any] = {
                name: fields.each_once((*getattr(existing, name), *value))
                if isinstance(value, tuple)
                else value
                for name, value in added.items()
            }
            together[key] = attrs.evolve(existing, **grown)
        return self._with(experiences=tuple(together.values()))

    def feels(
        self: LivedT,
        persona: Persona | Iterable[Persona],
        valence: float | str | None = None,
        label: str = "",
        *,
        low: float | None = None,
        high: float | None = None,
        basis: Basis | None = None,
    ) -> LivedT:
        """Say what a persona feels there; said again, the later word counts.

        Args:
            persona: Who feels it: one persona or several.
            valence: From −2 to +2, halves allowed, or a word of the lexicon.
            label: The word for it.
            low: The least, when people differ.
            high: The most, when people differ.
            basis: How it is known; in a plan it is expected if nobody says more.

        Returns:
            A new value.

        Raises:
            ModelError: The number is off the scale, or a word without a usual valence came
                without a number.

        Example:
            >>> from journeykit import persona, touchpoint
            >>> maya = persona("Maya")
            >>> touchpoint("Pays").feels(maya, +1, "relieved").experiences[0].emotion.label
            'relieved'
        """
        emotion = felt(valence, label, low=low, high=high, basis=basis)
        return self._experience(persona, emotion=emotion)

    def does(self: LivedT, persona: Persona | Iterable[Persona], *actions: str) -> LivedT:
        """Say what a persona does there.

        Args:
            persona: Who does it: one persona or several.
            *actions: What they do.

        Returns:
            A new value.
        """
        return self._experience(persona, actions=actions)

    def thinks(self: LivedT, persona: Persona | Iterable[Persona], *thoughts: str) -> LivedT:
        """Say what a persona thinks there.

        Args:
            persona: Who thinks it: one persona or several.
            *thoughts: What they think.

        Returns:
            A new value.
        """
        return self._experience(persona, thoughts=thoughts)

    def says(self: LivedT, persona: Persona | Iterable[Persona], *quotes: str) -> LivedT:
        """Quote a persona, word for word.

        Args:
            persona: Who says it: one persona or several.
            *quotes: What they say.

        Returns:
            A new value.
        """
        return self._experience(persona, quotes=quotes)


class Measured(Value):
    """What has metrics."""

    __slots__ = ()

    def measured_by(self: MeasuredT, *metrics: Metric | str) -> MeasuredT:
        """Say which figures tell whether it works.

        Args:
            *metrics: Metrics, or names of metrics still to be defined.

        Returns:
            A new value.
        """
        return self._adding("metrics", *as_metrics(metrics))


class Owned(Value):
    """What has an owner."""

    __slots__ = ()

    def owned_by(self: OwnedT, owner: Owner | str, department: str = "") -> OwnedT:
        """Say who answers for it.

        Args:
            owner: An owner, or the name of one.
            department: Where the owner belongs, when a name is given.

        Returns:
            A new value.
        """
        value = Owner(owner, department) if isinstance(owner, str) else owner
        return self._with(owner=as_owner(value))


class Waivable(Value):
    """What can carry its own waivers."""

    __slots__ = ()

    waivers: tuple[Waiver, ...]

    def waive(
        self: WaivableT,
        rule: str,
        *,
        reason: str,
        at: Element | Keyed | str | None = None,
        until: datetime.date | str | None = None,
        by: str = "",
    ) -> WaivableT:
        """Accept a finding on purpose, with a reason; it moves to `report.waived`.

        Said again of the same rule and place, the later word counts.

        Args:
            rule: The name or code of the rule.
            reason: Why it is accepted.
            at: Where; the element it is said of if left out, the whole journey for a journey. A
                journey takes the key or the name of something it has as well.
            until: The day the waiver ends.
            by: Who accepted it.

        Returns:
            A new value.

        Raises:
            ModelError: The reason is empty.
        """
        where = None if at is None else self._address_of(at)
        added = Waiver(rule, reason, where, until=until, by=by)
        positions = {(waiver.rule, waiver.at): n for n, waiver in enumerate(self.waivers)}
        here = positions.get((added.rule, added.at), len(self.waivers))
        return self._with(waivers=(*self.waivers[:here], added, *self.waivers[here + 1 :]))


class Evidenced(Value):
    """What can have evidence behind it."""

    __slots__ = ()

    def evidenced_by(self: EvidencedT, *evidence: Evidence | str) -> EvidencedT:
        """Say what stands behind it.

        Args:
            *evidence: Evidence, or the name of its source.

        Returns:
            A new value.
        """
        return self._adding("evidence", *as_evidence(evidence))


def _unknown_word(value: Value, item: object) -> ModelError:
    """The error for taking back what was not said, with the nearest that was."""
    if not isinstance(item, str):
        return ModelError(f"{fields.described(item)} was not said of {fields.described(value)}")
    where = fields.described(value).removeprefix("the ")
    return UnknownReferenceError("word", item, choices=sorted(words_of(value)), where=where)


def _whose(value: Value, persona: Keyed | str) -> str:
    """The key of a persona of whom something was said; a text is its key."""
    if not isinstance(persona, str):
        return persona_key(persona)
    personas = sorted(personas_of(value))
    if persona not in personas:
        where = f"what was said of {fields.described(value)}"
        raise UnknownReferenceError("persona", persona, choices=personas, where=where)
    return persona


def _unknown_word_of(value: Value, item: object, persona: Keyed | str, key: str) -> ModelError:
    """The error for taking back what was not said of a persona, with whom it was said of."""
    whom = quoted(str(getattr(persona, "name", persona)))
    others = [each for each in sorted(personas_of(value)) if taken_back(value, item, each) != value]
    words = words_of(value, key)
    if isinstance(item, str) and not others:
        where = f"what was said of {whom} at {fields.described(value)}"
        return UnknownReferenceError("word", item, choices=sorted(words), where=where)
    what = quoted(item) if isinstance(item, str) else fields.described(item)
    if isinstance(item, type):
        what = f"no {fields.called(item)} was said"
    else:
        what = f"{what} was not said"
    instead = f", but of {' and '.join(map(quoted, others))}" if others else ""
    return ModelError(f"{what} of {whom} at {fields.described(value)}{instead}")
