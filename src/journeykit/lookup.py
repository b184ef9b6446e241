"""Look-up: what a journey has under a key or a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeykit import fields
from journeykit.addresses import key_of
from journeykit.errors import UnknownReferenceError
from journeykit.stages import Stage

if TYPE_CHECKING:
    from journeykit.model import Journey


def find_stage(journey: Journey, stage: Stage | str, key: str | None = None) -> Stage | None:
    """The stage of that key; or, where no key is given, of that name in other letters."""
    if isinstance(stage, Stage) or key is not None:
        wanted = stage.key if isinstance(stage, Stage) else key
        return next((s for s in journey.stages if s.key == wanted), None)
    fields.expect(stage, str, "a stage or its name")
    named = (s for s in journey.stages if s.name.casefold() == stage.casefold())
    keyed = (s for s in journey.stages if s.key in {stage, key_of(stage)})
    return next(keyed, None) or next(named, None)


def stage_named(journey: Journey, stage: Stage | str) -> Stage:
    """The stage of that name or key, which must be there."""
    found = find_stage(journey, stage)
    if found is None:
        known = [s.name for s in journey.stages]
        name = getattr(stage, "name", stage)
        raise UnknownReferenceError(
            "stage", str(name), known=known, where=f'journey "{journey.name}"'
        )
    return found
