"""Published journey maps as a measure: what their authors say is wrong, beside the sentence.

Each map stands in `tests/journeys/<name>.py` as a sentence, with four lists: the gaps that its
authors state, those that a careful reader infers, what a check must not say there, and what the
sentence could not say. The lists were written before any rule was run on the map.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType

import attrs

from journeykit import Element, Journey, Persona, Stage, Touchpoint

FOLDER = Path(__file__).parents[1] / "journeys"

NEW_MAPS = (
    "affordable_housing",
    "bank_account",
    "blood_donation",
    "cancelled_flight",
    "car_insurance",
    "emergency_department",
    "expectant_parents",
    "government_hiring",
    "parking_permit",
    "school_start",
    "software_purchase",
    "unemployment_claim",
)
"""The maps with which in view the rules were improved."""

LATER_MAPS = (
    "building_outage",
    "club_money",
    "dress_exchange",
    "ebook_loan",
    "festival_shifts",
    "shared_meal",
)
"""The maps that were written when the rules were thought to be done, to see what they are worth."""

THIRD_MAPS = (
    "business_banking",
    "exchange_day",
    "insurance_claim",
    "keyhole_surgery",
    "leaving_service",
    "lost_luggage",
    "wheelchair_train",
)
"""The maps that were written after the rules had been improved with the later ones in view."""

FOURTH_MAPS = ("first_gift", "hotel_stay", "loan_app", "school_carpool")
"""The maps that were written after the rules had been improved with the third ones in view."""

FIFTH_MAPS = ("team_tool", "water_notice")
"""The maps that were written last, in fewer words, after the fourth ones had been in view."""

SIXTH_MAPS = ("clinic_bill", "lease_signing", "second_career", "standards_library")
"""The maps that were written after the fifth ones, by somebody who had not worked on the rules."""


@attrs.frozen
class Gap:
    """What is wrong, at which elements, and whether the structure of the sentence shows it."""

    text: str
    elements: tuple[str, ...]
    structural: bool = True


@attrs.frozen
class Forbidden:
    """What a check must not say of an element, and why it would be wrong."""

    said: str
    element: str
    why: str


@attrs.frozen
class PublishedMap:
    """A sentence with the lists it is measured by."""

    name: str
    journey: Journey
    stated: tuple[Gap, ...]
    inferred: tuple[Gap, ...]
    forbidden: tuple[Forbidden, ...]
    unsayable: tuple[str, ...]

    @property
    def gaps(self) -> dict[str, Gap]:
        """Return all gaps that structure can show, S1, S2, … stated and I1, I2, … inferred."""
        numbered = {
            f"{letter}{number}": gap
            for letter, gaps in (("S", self.stated), ("I", self.inferred))
            for number, gap in enumerate(gaps, 1)
        }
        return {number: gap for number, gap in numbered.items() if gap.structural}


def gap(
    text: str,
    *where: Touchpoint | Stage | Persona | Journey | Element | str,
    structural: bool = True,
) -> Gap:
    """Return the gap at these elements, given as values or as their addresses."""
    return Gap(text, tuple(_addresses(where)), structural)


def forbidden(
    said: str, where: Touchpoint | Stage | Persona | Journey | Element | str, why: str
) -> Forbidden:
    """Return what must not be said of this element."""
    return Forbidden(said, next(iter(_addresses([where]))), why)


def published(name: str) -> PublishedMap:
    """Return the map of this name, read from its module."""
    module = _module(name)
    return PublishedMap(
        name,
        getattr(module, name),
        tuple(module.STATED),
        tuple(module.INFERRED),
        tuple(module.FORBIDDEN),
        tuple(module.UNSAYABLE),
    )


def _addresses(
    where: Iterable[Touchpoint | Stage | Persona | Journey | Element | str],
) -> Iterable[str]:
    for each in where:
        yield str(each) if isinstance(each, (Element, str)) else str(each.element)


def _module(name: str) -> ModuleType:
    """The module of a published map, which is no part of a package."""
    spec = importlib.util.spec_from_file_location(f"published_{name}", FOLDER / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
