"""What is said to have been renamed must be able to have been."""

from __future__ import annotations

from typing import Any

import pytest

from journeykit import compare, journey, persona, touchpoint
from journeykit.errors import ModelError, UnknownReferenceError

ADA, BEN = persona("Ada"), persona("Ben")
BEFORE = (
    journey("Ward")
    .walked_by(ADA, BEN)
    .stage("Arrival", touchpoint("Waits", key="wait"), touchpoint("Is examined", key="exam"))
)
AFTER = (
    journey("Clinic").walked_by(ADA, BEN).stage("Visit", touchpoint("Stands in line", key="queue"))
)


EXPECTED = 'renamed: expected old keys with new ones, such as {"pays": "checks-out"}, got 5'
TWICE = 'renamed: both "wait" and "exam" became "queue"; expected a key of its own for each'
OTHER_KIND = (
    'renamed: the touchpoint "wait" of "Ward" cannot have become the stage "visit" of "Clinic"; '
    "expected the key of another touchpoint"
)
THERE_BEFORE = (
    'renamed: "ada" cannot have become "ben", which is a persona of "Ward" already; '
    'expected a key that only "Clinic" has'
)


@pytest.mark.parametrize(
    ("renamed", "message"),
    [
        ({"wait": "queue", "exam": "queue"}, TWICE),
        ({"wait": "visit"}, OTHER_KIND),
        ({"ada": "ben"}, THERE_BEFORE),
        (5, EXPECTED),
        ({"wait": 5}, EXPECTED),
    ],
)
def test_what_cannot_have_been_renamed_is_refused(renamed: Any, message: str) -> None:
    """Two into one, into another kind, into what was there before, and what is no renaming."""
    with pytest.raises(ModelError) as refused:
        compare(BEFORE, AFTER, renamed=renamed)

    assert message == str(refused.value)


def test_addresses_do_as_well_as_keys() -> None:
    """As the section on what may be the same writes them."""
    by_address = compare(BEFORE, AFTER, renamed={"touchpoint:wait": "touchpoint:queue"})

    assert compare(BEFORE, AFTER, renamed={"wait": "queue"}) == by_address


def test_an_unknown_address_has_a_nearest_one() -> None:
    """Of the journey that it should be in."""
    with pytest.raises(UnknownReferenceError, match='in "Ward"; did you mean "touchpoint:wait"'):
        compare(BEFORE, AFTER, renamed={"touchpoint:wai": "queue"})


def test_two_may_change_places() -> None:
    """Each became the other, and nothing was there twice."""
    swapped = compare(BEFORE, BEFORE, renamed={"ada": "ben", "ben": "ada"})

    assert (("ada", "ben"), ("ben", "ada")) == swapped.renamed
