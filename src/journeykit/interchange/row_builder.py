"""What rows say of touchpoints, made into a journey; all that is guessed on the way is reported."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from attrs import Factory, define, evolve

from journeykit.addresses import Element
from journeykit.bounded_read import checked_memory
from journeykit.channels import BUILT_IN, Channel
from journeykit.emotions import Emotion
from journeykit.errors import DocumentError
from journeykit.experience import Experience
from journeykit.fields import is_key
from journeykit.interchange.cells import yes_or_no
from journeykit.interchange.draft import JOURNEY, Draft
from journeykit.interchange.feelings import (
    feeling_of,
    have_names,
    in_words,
    named_feelings,
    plain_numbers,
)
from journeykit.interchange.formats import Reading
from journeykit.interchange.headers import CHANNEL_WORDS, is_any_time, meaning
from journeykit.interchange.hints import Options
from journeykit.interchange.losses import shown
from journeykit.interchange.scales import FIVE, Scale, guessed, scale_in
from journeykit.interchange.splitting import is_nothing, several
from journeykit.interchange.table import NamedRow
from journeykit.management import Opportunity
from journeykit.model import Journey, Persona, Stage, Touchpoint
from journeykit.suggestions import nearest
from journeykit.text import slug
from journeykit.transitions import Transition

_OF_TOUCHPOINT = ("frontstage", "backstage", "physical_evidence", "systems", "metrics", "evidence")
_EVERYBODY = frozenset({"all", "everyone", "everybody", "both", "any", "alle", "-", "–", "—"})
_OF_STAGE = ("goal", "company_goal", "stage pains", "stage opportunities")
_SOMEBODY = "Customer"
_EACH = 1_600
"""How many bytes of memory a touchpoint, or what somebody goes through there, takes at most."""

_ITEM = 200
"""How many bytes of memory one of several things in a cell takes at most."""

_RECENT = 20
"""How many touchpoints of one name a row may still belong to."""


@define
class _TouchpointRows:
    """A touchpoint while its rows are read."""

    key: str
    name: str
    line: int
    channels: dict[Channel, None] = Factory(dict)
    fields: dict[str, dict[str, None]] = Factory(dict)
    personas: dict[str, None] = Factory(dict)
    felt: dict[str, dict[str, dict[str, None]]] = Factory(dict)
    emotions: dict[str, list[Emotion]] = Factory(dict)
    owner: str = ""
    description: str = ""
    moment_of_truth: bool = False


@define
class _StageRows:
    """A stage while its rows are read."""

    key: str
    name: str
    line: int
    touchpoints: list[_TouchpointRows] = Factory(list)
    named: dict[str, list[_TouchpointRows]] = Factory(dict)
    goal: str = ""
    company_goal: str = ""
    pains: dict[str, None] = Factory(dict)

    def taken(self) -> Iterator[_TouchpointRows]:
        """Yield the touchpoints, and let go of each."""
        self.named.clear()
        self.touchpoints.reverse()
        while self.touchpoints:
            yield self.touchpoints.pop()


class RowBuilder:
    """Makes a journey of rows.

    Args:
        draft: Takes what is guessed, changed and left out.
        options: What somebody said about the table.
        lines: What the rows say.
        headers: What stands above the columns, or before the rows where stages are columns.
    """

    def __init__(
        self, draft: Draft, options: Options, lines: Iterable[NamedRow], headers: Iterable[str] = ()
    ) -> None:
        """Start with nothing."""
        self.draft = draft
        self.options = options
        self.lines = deque(lines)
        self.size = sum(len(cell) for each in self.lines for cell in each.cells.values())
        self.needed = 0
        self.parts: dict[str, _StageRows] = {}
        self.people: dict[str, str] = {}
        self.channels: dict[str, Channel] = {}
        self.opportunities: list[tuple[str, Element, int]] = []
        self.last: _TouchpointRows | None = None
        self.reasons: set[str] = set()
        self.persona = draft.text(options.persona, JOURNEY, "personas")
        self.scale = self._scale(headers)
        self.has_people = any("persona" in e.cells for e in self.lines) and not self.persona
        feelings = [each.cells.get("emotion", "") for each in self.lines]
        self.feelings_have_names = not self.persona and have_names(feelings)
        self.named: set[str] = set()
        for cell in feelings if self.feelings_have_names else ():
            self.named.update(name for name, _ in named_feelings(cell))
        for each in self.lines if self.has_people else ():
            self.named.update(several(each.cells.get("persona", ""), "persona", options.separator))

    def reading(self, name: str, guess: str) -> Reading:
        """Return the journey and the losses.

        Args:
            name: What it is called, if somebody said so.
            guess: What it is called else.

        Raises:
            DocumentError: No row has a touchpoint.
        """
        stage = ""
        while self.lines:  # what was read is let go
            each = self.lines.popleft()
            stage = each.cells.get("stage", stage)
            if "touchpoint" in each.cells or self.last or each.cells.get("stage"):
                self._row(each, stage)
        if not self.parts:
            raise DocumentError("", problem="no row of the table has a touchpoint")
        if not name:
            named = f"the journey is called {shown(guess)} after where it stands; name= says it"
            reason = named if guess else "nothing says what the journey is called; name= says it"
            self.draft.add("guessed", JOURNEY, "name", reason)
        people = {key: name for name, key in self.people.items()}
        any_time = [touchpoint for part in self._at_any_time() for touchpoint in part.taken()]
        stages = [self._stage(part) for part in self.parts.values()]
        order = [touchpoint.element for stage in stages for touchpoint in stage.touchpoints]
        flow = pairwise(order) if self.options.flow else ()
        if self.options.flow and len(order) > 1:
            reason = "the order of the rows is taken for the flow; flow=False leaves it open"
            self.draft.add("guessed", JOURNEY, "transitions", reason)
        journey = Journey(
            self.draft.text(name or guess, JOURNEY, "name") or "Journey",
            personas=[Persona(name, key=key) for key, name in people.items()],
            stages=stages,
            any_time=map(self._touchpoint, any_time),
            transitions=[Transition(before, after) for before, after in flow],
            opportunities=self._opportunities(),
            location=self.draft.location(1),
        )
        return self.draft.reading(journey)

    def _at_any_time(self) -> Iterable[_StageRows]:
        """Take out the stages that are none."""
        names = [name for name in self.parts if is_any_time(name)]
        for part in map(self.parts.pop, names):
            reason = f"what stands under {shown(part.name)} is taken for touchpoints in no stage"
            self.draft.add("guessed", JOURNEY, "any_time", reason, part.line)
            here = Element("stage", (part.key,))
            self.opportunities = [
                (text, JOURNEY if at == here else at, line) for text, at, line in self.opportunities
            ]
            for text in (part.goal, part.company_goal, *part.pains):
                if text:
                    reason = f"{shown(text)} is left out: it is said of no stage"
                    self.draft.add("lost", JOURNEY, "any_time", reason, part.line)
            yield part

    def _scale(self, headers: Iterable[str]) -> Scale:
        """The scale of the scores: given, told by a header, or guessed."""
        if self.options.scale is not None:
            return self.options.scale
        names = ("score",) if any("score" in each.cells for each in self.lines) else ("emotion",)
        cells = (each.cells.get(name, "") for each in self.lines for name in names)
        texts = list(cells)
        numbers = [number for cell in texts for number in plain_numbers(cell)]
        if not numbers:
            return FIVE
        for header in headers:
            is_theirs = self.options.columns.get(header, meaning(header)) in names
            announced = scale_in(header) if is_theirs else None
            if announced and 2 * sum(map(announced.holds, numbers)) >= len(numbers):
                reason = f"{shown(header)} tells that the scores go from {announced}"
                self.draft.add("guessed", JOURNEY, "experiences", f"{reason}; scale= says it")
                return announced
        signed = any(re.search(r"\+\d", cell) for cell in texts)
        scale = guessed([*numbers, -1] if signed else numbers)
        reason = f"the scale of the scores is taken to be {scale}; scale= says it"
        self.draft.add("guessed", JOURNEY, "experiences", reason)
        return scale

    def _row(self, row: NamedRow, stage: str) -> None:
        """One row: a touchpoint, more of the one before, or words about a stage."""
        part = self._part(stage, row.line)
        self._about_stage(part, row)
        name = row.cells.get("touchpoint", "")
        if not name and (self.last is None or self.last not in part.touchpoints[-1:]):
            for field in sorted(row.cells.keys() - {"stage", "key", *_OF_STAGE}):
                reason = f"{shown(row.cells[field])} is left out: the row names no touchpoint"
                self.draft.add(
                    "lost", Element("stage", (part.key,)), field, reason, row.line_of(field)
                )
            return
        if not name:
            reason = "rows without a touchpoint say more of the one above"
            self._once("guessed", "stages", reason, row.line)
        touchpoint = self._touchpoint_rows(part, name, row) if name else self.last
        assert touchpoint is not None  # noqa: S101 — for the type checker
        self.last = touchpoint
        self._about_touchpoint(touchpoint, row)
        self._felt(touchpoint, row)
        for text in self._items(row, "opportunities"):
            line = row.line_of("opportunities")
            self.opportunities.append((text, Element("touchpoint", (touchpoint.key,)), line))

    def _part(self, name: str, line: int) -> _StageRows:
        """The stage of a name."""
        if name not in self.parts:
            shown_name = name or "Journey"
            if not name:
                reason = "no column says the stage, so all stands in one"
                self._once("guessed", "stages", reason, line)
            key = self.draft.key("stage", shown_name, line)
            text = self.draft.text(shown_name, Element("stage", (key,)), "name", line)
            self.parts[name] = _StageRows(key, text, line)
        return self.parts[name]

    def _about_stage(self, part: _StageRows, row: NamedRow) -> None:
        """What a row says of its stage."""
        element = Element("stage", (part.key,))
        for field, label in (("goal", "customer_goal"), ("company_goal", "company_goal")):
            text = row.cells.get(field, "")
            text_so_far = getattr(part, field)
            if text and text not in text_so_far:
                joined = f"{text_so_far}; {text}" if text_so_far else text
                text = self.draft.text(joined, element, label, row.line_of(field))
                setattr(part, field, text)
        part.pains |= dict.fromkeys(self._items(row, "stage pains"))
        for text in self._items(row, "stage opportunities"):
            self.opportunities.append((text, element, row.line_of("stage opportunities")))

    def _touchpoint_rows(self, part: _StageRows, name: str, row: NamedRow) -> _TouchpointRows:
        """The touchpoint of a row: one that is there already, or a new one."""
        same = part.named.setdefault(name.strip(), [])
        people = {self.people.get(name, name) for name in self._people(row)}
        for existing in same[-_RECENT:]:
            others = bool(people) and not people & set(existing.personas)
            if existing is self.last and not others:
                reason = "rows that name the touchpoint above once more say more of it"
                self._once("guessed", "stages", reason, row.line)
            if existing is self.last or others:
                return existing
        key_cell = row.cells.get("key", "")
        if key_cell and is_key(key_cell) and key_cell not in self.draft.taken.get("touchpoint", {}):
            self.draft.taken.setdefault("touchpoint", {})[key_cell] = 1
            key = key_cell
        else:
            key = self.draft.key("touchpoint", name, row.line)
        text = self.draft.text(name, Element("touchpoint", (key,)), "name", row.line)
        touchpoint = _TouchpointRows(key, text, row.line)
        self._count(_EACH)
        part.touchpoints.append(touchpoint)
        same.append(touchpoint)
        return touchpoint

    def _about_touchpoint(self, touchpoint: _TouchpointRows, row: NamedRow) -> None:
        """What a row says of its touchpoint, whoever is there."""
        for field in filter(row.cells.__contains__, _OF_TOUCHPOINT):
            touchpoint.fields.setdefault(field, {}).update(dict.fromkeys(self._items(row, field)))
        element = Element("touchpoint", (touchpoint.key,))
        for name in self._items(row, "channels"):
            touchpoint.channels[self._channel(name, element, row.line_of("channels"))] = None
        self._is_moment_of_truth(touchpoint, row, element)
        for field in ("owner", "description"):
            text = row.cells.get(field, "")
            text_so_far = getattr(touchpoint, field)
            if text_so_far and text and text != text_so_far and field == "owner":
                reason = f"{shown(text)} is left out: a touchpoint has one owner"
                self.draft.add("lost", element, "owner", reason, row.line_of(field))
            elif text and text not in text_so_far:
                joined = f"{text_so_far}\n{text}".strip()
                setattr(
                    touchpoint, field, self.draft.text(joined, element, field, row.line_of(field))
                )

    def _is_moment_of_truth(
        self, touchpoint: _TouchpointRows, row: NamedRow, element: Element
    ) -> None:
        """Whether a row says that its touchpoint is one."""
        if cell := row.cells.get("moment_of_truth", ""):
            answer = yes_or_no(cell)
            touchpoint.moment_of_truth = touchpoint.moment_of_truth or bool(answer)
            if answer is None:
                reason = f"{shown(cell)} is left out: expected yes or no"
                line = row.line_of("moment_of_truth")
                self.draft.add("lost", element, "moment_of_truth", reason, line)

    def _people(self, row: NamedRow) -> list[str]:
        """The names of those a row is about; none for everybody."""
        if not self.has_people:
            return []
        names = self._items(row, "persona")
        for name in names:
            if name.casefold() in _EVERYBODY:
                reason = f"{shown(name)} is taken for everybody"
                self._once("guessed", "personas", reason, row.line_of("persona"))
        return [name for name in names if name.casefold() not in _EVERYBODY]

    def _persona(self, name: str, line: int) -> str:
        """The key of a persona."""
        if name not in self.people:
            key = self.draft.key("persona", name, line)
            text = self.draft.text(name, Element("persona", (key,)), "name", line)
            self.people[text] = key
        return self.people[name]

    def _felt(self, touchpoint: _TouchpointRows, row: NamedRow) -> None:
        """What the people of a row do, think, say, feel and suffer."""
        stated = filter(row.cells.__contains__, ("actions", "thoughts", "quotes", "pains"))
        texts_by_field = {name: self._items(row, name) for name in stated}
        whose = self._whose(texts_by_field.pop("pains", []), row)
        texts_by_field["pains"] = whose.pop("", [])
        felt = self._emotions(touchpoint, row)
        names = self._people(row)
        for name in names:
            touchpoint.personas[self._persona(name, row.line)] = None
        if not any(texts_by_field.values()) and not any(felt.values()) and not whose:
            return
        everybody = felt.get("")
        those = dict.fromkeys((*names, *filter(None, felt), *whose))
        if len(those) > 1 and any(texts_by_field.values()):
            reason = "what a row says of several people is taken to be true of each"
            self._once("guessed", "experiences", reason, row.line)
        for name in those or self._somebody(row):
            key = self._persona(name, row.line)
            emotion = felt.get(name, everybody)
            if not any(texts_by_field.values()) and not emotion and name not in whose:
                continue
            self._count(_EACH)
            held = touchpoint.felt.setdefault(key, {})
            for field, texts in texts_by_field.items():
                held.setdefault(field, {}).update(dict.fromkeys(texts))
            held.setdefault("pains", {}).update(dict.fromkeys(whose.get(name, ())))
            if emotion:
                touchpoint.emotions.setdefault(key, []).append(emotion)

    def _count(self, memory: int) -> None:
        """Count the memory of what a row says, which may be far more than the row."""
        self.needed += memory
        checked_memory(self.needed, self.size)

    def _whose(self, pains: list[str], row: NamedRow) -> dict[str, list[str]]:
        """The pain points of a row, by the name of who has them; "" where none stands before."""
        whose: dict[str, list[str]] = {}
        for text in pains:
            name, colon, pain = text.partition(": ")
            if not colon or self.persona or name not in self.named:
                whose.setdefault("", []).append(text)
                continue
            reason = "names before a colon in cells of pain points are taken for who has them"
            self._once("guessed", "personas", reason, row.line_of("pains"))
            whose.setdefault(name, []).append(pain)
        return whose

    def _emotions(self, touchpoint: _TouchpointRows, row: NamedRow) -> dict[str, Emotion | None]:
        """The feelings of a row, by the name of who feels them; "" for whoever it is about."""
        cell = row.cells.get("emotion", "")
        if not cell or not self.feelings_have_names:
            return {"": self._emotion(touchpoint, row)}
        reason = "what stands before a colon in cells of feelings is taken for who feels them"
        self._once("guessed", "personas", reason, row.line_of("emotion"))
        texts_by_name: dict[str, list[str]] = {}
        for name, text in named_feelings(cell):
            texts_by_name.setdefault(
                self.draft.text(name, JOURNEY, "personas", row.line), []
            ).append(text)
        return {
            name: self._emotion(
                touchpoint, NamedRow({"emotion": "; ".join(texts)}, row.line, row.lines)
            )
            for name, texts in texts_by_name.items()
        }

    def _somebody(self, row: NamedRow) -> list[str]:
        """Who feels what a row says when it names nobody."""
        if self.persona:
            return [self.persona]
        if self.people and (self.has_people or self.feelings_have_names):
            reason = "a row that names nobody is taken to be about everybody named before"
            self._once("guessed", "experiences", reason, row.line)
            return list(self.people)
        reason = f'nobody is named, so a persona "{_SOMEBODY}" is invented; persona= names one'
        self._once("guessed", "personas", reason, row.line)
        return [_SOMEBODY]

    def _emotion(self, touchpoint: _TouchpointRows, row: NamedRow) -> Emotion | None:
        """The feeling of a row, from its score and its words."""
        element = Element("touchpoint", (touchpoint.key,))
        line = row.line_of("emotion" if "emotion" in row.cells else "score")
        word, score = (
            self.draft.text(row.cells.get(name, ""), element, "experiences", line)
            for name in ("emotion", "score")
        )
        if not word and not score:
            return None
        read = feeling_of(f"{word} {score}".strip(), self.scale, self.options.feelings)
        if read.emotion is None:
            words = ", ".join(map(shown, read.unknown)) or shown(f"{word} {score}")
            reason = f"nobody knows the valence of {words}; feelings= gives it"
            self.draft.add("lost", element, "experiences", reason, line)
            return None
        if read.unknown:
            reason = f"the valence of {', '.join(map(shown, read.unknown))} is not known"
            self.draft.add("lost", element, "experiences", reason, line)
        if read.guessed:
            words = ", ".join(map(shown, read.guessed))
            reason = f"the valence of {words} is guessed; feelings= gives it"
            self.draft.add("guessed", element, "experiences", reason, line)
        if read.rounded or read.outside:
            words, becomes = shown(score or word), in_words(evolve(read.emotion, label=""))
            why = "it is off its scale" if read.outside else "feelings go from −2 to +2 in halves"
            reason = f"the score {words} becomes {becomes}: {why}"
            self.draft.add("changed", element, "experiences", reason, line)
        return read.emotion

    def _items(self, row: NamedRow, name: str) -> list[str]:
        """The several things of a cell."""
        cell = row.cells.get(name, "")
        if not cell:
            return []
        kind = name.removeprefix("stage ")
        texts = several(cell, kind, self.options.separator)
        self._count(_ITEM * (len(texts) - 1))
        if texts != [cell.strip()] and self.options.separator is None:
            reason = f"cells of {kind} are taken to hold several things; separator= tells how"
            self._once("guessed", "stages", reason, row.line_of(name))
        cleaned = (self.draft.text(text, JOURNEY, kind, row.line_of(name)) for text in texts)
        counts = Counter(cleaned)
        items = list(counts)
        for text in (text for text in items if counts[text] > 1):
            reason = f"{shown(text)} stands more than once in a cell of {kind}; one is kept"
            self._once("lost", "stages", reason, row.line_of(name))
        for text in filter(is_nothing, items):
            self._once(
                "guessed", "stages", f"{shown(text)} is taken for nothing", row.line_of(name)
            )
        return [text for text in items if not is_nothing(text)]

    def _once(self, kind: str, field: str, reason: str, line: int) -> None:
        """Keep a loss that would otherwise come with every row."""
        if reason not in self.reasons:
            self.reasons.add(reason)
            self.draft.add("guessed" if kind == "guessed" else "lost", JOURNEY, field, reason, line)

    def _stage(self, part: _StageRows) -> Stage:
        """A stage with its touchpoints."""
        return Stage(
            part.name,
            list(map(self._touchpoint, part.taken())),
            customer_goal=part.goal,
            company_goal=part.company_goal,
            pains=list(part.pains),
            key=part.key,
            location=self.draft.location(part.line),
        )

    def _touchpoint(self, touchpoint: _TouchpointRows) -> Touchpoint:
        """A touchpoint with all its rows said."""
        lists: dict[str, Any] = {
            name: list(touchpoint.fields.get(name, ())) for name in _OF_TOUCHPOINT
        }
        return Touchpoint(
            touchpoint.name,
            list(touchpoint.channels),
            description=touchpoint.description,
            personas=list(touchpoint.personas),
            owner=touchpoint.owner or None,
            moment_of_truth=touchpoint.moment_of_truth,
            experiences=[self._experience(key, touchpoint) for key in touchpoint.felt],
            key=touchpoint.key,
            location=self.draft.location(touchpoint.line),
            **lists,
        )

    def _experience(self, key: str, touchpoint: _TouchpointRows) -> Experience:
        """What a persona goes through."""
        emotions = touchpoint.emotions.get(key, [])
        emotion = emotions[0] if emotions else None
        if len(emotions) > 1:
            low, high = min(e.low for e in emotions), max(e.high for e in emotions)
            label = ", ".join(dict.fromkeys(e.label for e in emotions if e.label))[:4000]
            middle = low if low == high else None  # of a span nobody said one
            emotion = Emotion(middle, label, low=low, high=high)
        texts_by_field: dict[str, Any] = {
            name: list(texts) for name, texts in touchpoint.felt[key].items()
        }
        return Experience(key, emotion=emotion, **texts_by_field)

    def _channel(self, name: str, element: Element, line: int) -> Channel:
        """The channel of a name: one of the library, or a new one."""
        key = slug(name)
        built_in = BUILT_IN.get(key, BUILT_IN.get(CHANNEL_WORDS.get(key, "")))
        channel = self.channels.setdefault(key, built_in or Channel(name))
        if built_in is None and channel.name != name:
            reason = f"{shown(name)} is taken for the channel {shown(channel.name)}"
            self.draft.add("changed", element, "channels", reason, line)
        elif built_in is None:
            near = nearest(slug(name), BUILT_IN)
            hint = f'; did you mean "{near}"?' if near else ", whose class nobody has said"
            reason = f"{shown(name)} is a channel of its own{hint}"
            if reason not in self.reasons:
                self.reasons.add(reason)
                self.draft.add("guessed", element, "channels", reason, line)
        return channel

    def _opportunities(self) -> Iterable[Opportunity]:
        """Every idea once, with all that it addresses."""
        lines: dict[str, int] = {}
        elements_by_text: dict[str, dict[Element, None]] = {}
        for text, element, line in self.opportunities:
            lines.setdefault(text, line)
            elements_by_text.setdefault(text, {})[element] = None
        for text, elements in elements_by_text.items():
            key = self.draft.key("opportunity", text, lines[text])
            yield Opportunity(text, list(elements), key=key)
