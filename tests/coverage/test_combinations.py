"""t-way coverage: the published figures to the digit, brute force, and what implies what."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import combinations
from random import Random
from typing import TypeAlias

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from helpers.brute_force import configurations
from journeykit.coverage.combinations import (
    CombinationCoverage,
    FactorCombination,
    combination_coverage,
)
from journeykit.errors import ModelError, UnknownReferenceError

Universe: TypeAlias = tuple[dict[str, str], list[tuple[set[str], ...]], list[dict[str, str]]]
"""Factors, rows and constraints."""

BITS = dict.fromkeys("abcd", "01")
NIST = ["0000", "0110", "1001", "0111"]

SHOP = {
    "persona": ("ana", "ben", "cho"),
    "stage": ("awareness", "consideration", "purchase", "experience", "advocacy"),
    "channel": ("web", "email", "store", "phone"),
}
TOUCHPOINTS = [
    (("ana", "ben"), "awareness", "web"),
    ("cho", "awareness", "email"),
    (("ana", "ben", "cho"), "consideration", "web"),
    ("ben", "consideration", "store"),
    ("ana", "purchase", "web"),
    (("ben", "cho"), "purchase", "store"),
    (("ana", "ben", "cho"), "experience", "phone"),
    (("ana", "cho"), "experience", "email"),
]
CONSTRAINTS = [
    {"persona": "cho", "stage": "advocacy"},
    {"stage": "awareness", "channel": "store"},
    {"stage": "advocacy", "channel": "store"},
    {"stage": "awareness", "channel": "phone"},
]


def counted(coverage: CombinationCoverage) -> str:
    """Covered and valid configurations, as people write them."""
    return f"{coverage.covered}/{coverage.valid}"


class TestNist:
    """The four tests over four binary variables of NIST's publications."""

    def test_pairs(self) -> None:
        """2-way: 19 of 24 in total, 2 of 6 pairs fully, 5 of 6 to 0.75, all to 0.5, M₂ = 1/2."""
        pairs = combination_coverage(BITS, NIST, 2)

        assert "19/24" == counted(pairs)
        assert Fraction(19, 24) == pairs.total
        assert Fraction(2, 6) == pairs.simple
        assert Fraction(5, 6) == pairs.complete(0.75)
        assert Fraction(6, 6) == pairs.complete(0.5)
        assert Fraction(1, 2) == pairs.minimum

    def test_triples(self) -> None:
        """3-way: 15 of 32 in total, no triple of 4 fully, M₃ = 3/8."""
        triples = combination_coverage(BITS, NIST, 3)

        assert "15/32" == counted(triples)
        assert Fraction(0, 4) == triples.simple
        assert Fraction(3, 8) == triples.minimum

    def test_curve(self) -> None:
        """The curve falls from the best covered pair to the least, over equal steps."""
        pairs = combination_coverage(BITS, NIST, 2)
        shares = [Fraction(1)] * 2 + [Fraction(3, 4)] * 3 + [Fraction(1, 2)]

        expected = tuple((Fraction(rank, 6), share) for rank, share in enumerate(shares, 1))
        assert expected == pairs.curve()


class TestShop:
    """Three personas, five stages, four channels, eight touchpoints."""

    @pytest.mark.parametrize(("strength", "expected"), [(1, "11/12"), (2, "30/47"), (3, "15/60")])
    def test_unconstrained(self, strength: int, expected: str) -> None:
        """Touchpoints cover the product of their personas, stage and channel."""
        assert expected == counted(combination_coverage(SHOP, TOUCHPOINTS, strength))

    @pytest.mark.parametrize(("strength", "expected"), [(1, "11/12"), (2, "30/43"), (3, "15/48")])
    def test_constrained(self, strength: int, expected: str) -> None:
        """What cannot be leaves the denominator, at every strength that it shows in."""
        coverage = combination_coverage(SHOP, TOUCHPOINTS, strength, forbidden=CONSTRAINTS)

        assert expected == counted(coverage)

    def test_constrained_by_a_predicate(self) -> None:
        """A function says the same as a list of forbidden assignments."""

        def cannot_be(configuration: Mapping[str, str]) -> bool:
            return any(each.items() <= configuration.items() for each in CONSTRAINTS)

        assert combination_coverage(
            SHOP, TOUCHPOINTS, 2, forbidden=CONSTRAINTS
        ) == combination_coverage(SHOP, TOUCHPOINTS, 2, is_forbidden=cannot_be)

    def test_persona_and_stage(self) -> None:
        """Of the pair persona and stage 12 of 14 are covered, and the two missing are named."""
        pairs = combination_coverage(SHOP, TOUCHPOINTS, 2, forbidden=CONSTRAINTS)
        persona_stage = pairs.per_combination[0]

        assert ("persona", "stage") == persona_stage.factors
        assert Fraction(12, 14) == persona_stage.share
        assert (("ana", "advocacy"), ("ben", "advocacy")) == persona_stage.missing
        assert 1 == persona_stage.excluded


class TestMeaning:
    """What rows, constraints and strengths mean at the edges."""

    def test_no_rows(self) -> None:
        """Without rows nothing is covered and everything valid is missing."""
        assert "0/12" == counted(combination_coverage(SHOP, [], 1))

    def test_row_that_is_silent_about_a_factor(self) -> None:
        """A touchpoint without a channel still covers its persona and stage."""
        coverage = combination_coverage(SHOP, [("ana", "purchase", ())], 2)

        assert [(("ana", "purchase"),), (), ()] == [
            combination.covered for combination in coverage.per_combination
        ]

    def test_row_against_a_constraint(self) -> None:
        """What a row covers in spite of a constraint counts neither as covered nor as valid."""
        coverage = combination_coverage({"a": "01"}, ["0", "1"], 1, forbidden=[{"a": "0"}])

        assert (FactorCombination(("a",), (("1",),), (), excluded=1),) == coverage.per_combination

    def test_nothing_valid(self) -> None:
        """A share of nothing is no share, and a combination of nothing lowers no minimum."""
        nothing = combination_coverage({"a": "0"}, [], 1, forbidden=[{}])
        half = combination_coverage({"a": "", "b": "01"}, [((), "0")], 1)

        assert [None] * 4 == [nothing.total, nothing.simple, nothing.minimum, nothing.complete(0.5)]
        assert () == nothing.curve()
        assert Fraction(1, 2) == half.minimum

    def test_decimal_threshold(self) -> None:
        """A combination covered to 4/5 is complete to 0.8, though no float is exactly that."""
        assert Fraction(1) == combination_coverage({"a": "01234"}, "0123", 1).complete(0.8)

    @pytest.mark.parametrize("strength", [0, 5])
    def test_strength_out_of_range(self, strength: int) -> None:
        """There is no taking none of the factors, or more than there are."""
        with pytest.raises(ModelError, match="from 1 to the number of factors, 4"):
            combination_coverage(BITS, NIST, strength)

    def test_unknown_value_in_a_row(self) -> None:
        """A misspelt value is an error with the nearest one, not a hole in the coverage."""
        with pytest.raises(UnknownReferenceError, match='did you mean "email"'):
            combination_coverage(SHOP, [("ana", "purchase", "emial")], 2)

    @pytest.mark.parametrize("constraint", [{"chanel": "web"}, {"channel": "wbe"}])
    def test_unknown_name_in_a_constraint(self, constraint: dict[str, str]) -> None:
        """A misspelt constraint does not silently forbid nothing."""
        with pytest.raises(UnknownReferenceError, match="a constraint"):
            combination_coverage(SHOP, [], 2, forbidden=[constraint])

    def test_row_of_another_length(self) -> None:
        """A row says something, or explicitly nothing, for every factor."""
        with pytest.raises(ModelError, match="has 2 entries: expected 3"):
            combination_coverage(SHOP, [("ana", "purchase")], 2)

    def test_value_twice(self) -> None:
        """The same value twice would count twice."""
        with pytest.raises(ModelError, match='"a" names the value "0" twice'):
            combination_coverage({"a": "010"}, [], 1)


@st.composite
def universes(draw: st.DrawFn) -> Universe:
    """Small factors, rows of sets, and constraints on one to three factors."""
    factors = {name: "012"[: draw(st.integers(1, 3))] for name in "abcd"[: draw(st.integers(1, 4))]}
    entry = [st.sets(st.sampled_from(values)) for values in factors.values()]
    rows = draw(st.lists(st.tuples(*entry), max_size=5))
    assignment = st.dictionaries(
        st.sampled_from(sorted(factors)), st.sampled_from("0"), min_size=1, max_size=3
    )
    return factors, rows, draw(st.lists(assignment, max_size=3))


class TestProperties:
    """What holds for all factors, rows and constraints."""

    @given(universes())
    def test_agrees_with_brute_force(self, universe: Universe) -> None:
        """At every strength, exactly the configurations of the definition are covered."""
        factors, rows, forbidden = universe
        for strength in range(1, len(factors) + 1):
            coverage = combination_coverage(factors, rows, strength, forbidden=forbidden)
            valid, covered = configurations(factors, rows, strength, forbidden)

            assert covered == {
                tuple(zip(each.factors, configuration, strict=True))
                for each in coverage.per_combination
                for configuration in each.covered
            }
            assert valid - covered == {
                tuple(zip(each.factors, configuration, strict=True))
                for each in coverage.per_combination
                for configuration in each.missing
            }

    @given(universes())
    def test_shares_are_shares(self, universe: Universe) -> None:
        """Every share lies between 0 and 1, and the minimum is not above the total."""
        factors, rows, forbidden = universe
        coverage = combination_coverage(factors, rows, len(factors), forbidden=forbidden)
        assume(coverage.valid)

        assert 0 <= coverage.minimum <= coverage.total <= 1
        assert 0 <= coverage.simple <= 1

    @given(universes(), st.randoms(use_true_random=False))
    def test_order_of_rows(self, universe: Universe, random: Random) -> None:
        """Coverage does not depend on the order of the rows, nor on a row said twice."""
        factors, rows, forbidden = universe
        mixed = [*rows, *rows]
        random.shuffle(mixed)

        assert combination_coverage(factors, rows, 1, forbidden=forbidden) == combination_coverage(
            factors, mixed, 1, forbidden=forbidden
        )

    @given(universes(), st.integers(1, 3))
    def test_subsumption(self, universe: Universe, strength: int) -> None:
        """Full coverage of t + 1 implies that of t, if all that is valid extends to t + 1."""
        factors, _, forbidden = universe
        assume(strength < len(factors))
        wider = combination_coverage(factors, [], strength + 1, forbidden=forbidden)
        # Rows made of every valid configuration cover strength t + 1 fully.
        rows = [
            [dict(zip(each.factors, missing, strict=True)).get(name, ()) for name in factors]
            for each in wider.per_combination
            for missing in each.missing
        ]
        narrower = combination_coverage(factors, rows, strength, forbidden=forbidden)
        extendable = all(
            any(
                set(zip(each.factors, configuration, strict=True))
                <= set(zip(other.factors, further, strict=True))
                for other in wider.per_combination
                for further in other.missing
            )
            for each in narrower.per_combination
            for configuration in (*each.covered, *each.missing)
        )

        assert extendable == (narrower.covered == narrower.valid)

    def test_non_implication(self) -> None:
        """A pair that no triple extends may be missing while every valid triple is covered."""
        factors = {"a": "01", "b": "01", "c": "01"}
        forbidden = [{"a": "0", "b": "0", "c": "0"}, {"a": "0", "b": "0", "c": "1"}]
        rows = [(a, b, c) for a in "01" for b in "01" for c in "01" if (a, b) != ("0", "0")]

        assert "6/6" == counted(combination_coverage(factors, rows, 3, forbidden=forbidden))
        pairs = combination_coverage(factors, rows, 2, forbidden=forbidden)
        assert "11/12" == counted(pairs)
        assert (("0", "0"),) == pairs.per_combination[0].missing

    def test_combinations_in_the_order_of_the_factors(self) -> None:
        """Combinations come as the factors were given, not as their names sort."""
        coverage = combination_coverage({"z": "0", "m": "0", "a": "0"}, [], 2)

        assert list(combinations("zma", 2)) == [each.factors for each in coverage.per_combination]
