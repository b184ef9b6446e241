"""t-way coverage: which combinations of values, t factors at a time, something speaks of.

Source: D. R. Kuhn, R. N. Kacker, Y. Lei, Combinatorial Coverage as an Aspect of Test Quality, and
the NIST report Combinatorial Coverage Measurement, NISTIR 7878 (2012).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, product
from types import MappingProxyType
from typing import TypeAlias

from attrs import frozen

from journeykit import fields
from journeykit.errors import ModelError, UnknownReferenceError
from journeykit.printable import representation

__all__ = ["CombinationCoverage", "FactorCombination", "combination_coverage"]

Configuration: TypeAlias = tuple[str, ...]
"""One value for each factor of a combination."""


@frozen
class FactorCombination:
    """The coverage of t factors: which configurations of their values are covered.

    Args:
        factors: The names of the factors.
        covered: The valid configurations that some row covers.
        missing: The valid configurations that no row covers.
        excluded: How many configurations a constraint forbids.
    """

    factors: tuple[str, ...]
    covered: tuple[Configuration, ...]
    missing: tuple[Configuration, ...]
    excluded: int

    @property
    def valid(self) -> int:
        """How many configurations no constraint forbids."""
        return len(self.covered) + len(self.missing)

    @property
    def share(self) -> Fraction | None:
        """The covered share of the valid configurations; `None` if none is valid."""
        return Fraction(len(self.covered), self.valid) if self.valid else None


@frozen
class CombinationCoverage:
    """The t-way coverage of all combinations of t factors.

    Shares are exact, and `None` where there is nothing to take a share of. A combination of which
    no configuration is valid takes no part in any of them.

    Args:
        strength: How many factors are taken at a time: the t of t-way.
        per_combination: Each combination of factors, in the order of the factors.
    """

    strength: int
    per_combination: tuple[FactorCombination, ...]

    __repr__ = fields.shown
    _repr_html_ = fields.card

    @property
    def covered(self) -> int:
        """How many valid configurations are covered, over all combinations."""
        return sum(len(combination.covered) for combination in self.per_combination)

    @property
    def valid(self) -> int:
        """How many configurations are valid, over all combinations."""
        return sum(combination.valid for combination in self.per_combination)

    @property
    def total(self) -> Fraction | None:
        """Total variable-value configuration coverage: covered / valid configurations."""
        return Fraction(self.covered, self.valid) if self.valid else None

    @property
    def simple(self) -> Fraction | None:
        """Simple t-way coverage: the share of combinations that are covered fully."""
        return self.complete(1)

    @property
    def minimum(self) -> Fraction | None:
        """The least covered combination's share, NIST's M_t."""
        return min(self._shares(), default=None)

    def complete(self, share: Fraction | float | str) -> Fraction | None:
        """Return (p, t)-completeness.

        Args:
            share: The p that a combination has to be covered to, from 0 to 1. A float is taken
                for the decimal number that it is written as, so that 0.8 is 8/10.

        Returns:
            The share of the combinations that are covered to at least p.
        """
        least = Fraction(str(share))
        shares = self._shares()
        sufficient = sum(1 for each in shares if each >= least)
        return Fraction(sufficient, len(shares)) if shares else None

    def curve(self) -> tuple[tuple[Fraction, Fraction], ...]:
        """Return the sorted combination coverage, for a plot.

        Returns:
            Points from the best covered combination to the least covered: the share of all
            combinations up to this one, and what each of these is covered to at least.
        """
        shares = sorted(self._shares(), reverse=True)
        return tuple(
            (Fraction(rank, len(shares)), share) for rank, share in enumerate(shares, start=1)
        )

    def _shares(self) -> list[Fraction]:
        shares = (combination.share for combination in self.per_combination)
        return [share for share in shares if share is not None]


def combination_coverage(
    factors: Mapping[str, Sequence[str]],
    rows: Iterable[Sequence[str | Collection[str]]],
    strength: int,
    *,
    forbidden: Iterable[Mapping[str, str]] = (),
    is_forbidden: Callable[[Mapping[str, str]], bool] | None = None,
) -> CombinationCoverage:
    """Measure the t-way coverage of some rows.

    A row says one value for each factor, or several: then it covers the product of what it says,
    as a touchpoint for two personas on two channels covers four pairs. If it says nothing for a
    factor, it still covers what it says for the others.

    A configuration is *valid* if no constraint forbids it as it stands. It does not have to extend
    to a full row that is valid, which nobody could decide in less than exponential time. So where
    constraints leave a configuration without any valid extension, full coverage at strength t + 1
    does not imply full coverage at strength t; everywhere else it does. What a row covers in spite
    of a constraint counts neither as covered nor as valid.

    The cost grows with the configurations of each combination, plus what the different rows cover
    in it.

    Args:
        factors: Each factor's name and its values, in order.
        rows: The rows, with as many entries as there are factors: a value or a collection of them.
        strength: How many factors to take at a time, from 1 to all.
        forbidden: Partial assignments, factor to value, that cannot be: every configuration that
            contains one is invalid.
        is_forbidden: Says of a configuration, factor to value, whether it is invalid for any other
            reason. It is asked about exactly `strength` factors at a time.

    Returns:
        The coverage of each combination of factors.

    Raises:
        ModelError: The strength is out of range, a factor names a value twice, or a row has too
            many or too few entries.
        UnknownReferenceError: A row or a constraint speaks of an unknown factor or value.

    Example:
        >>> bits = {name: "01" for name in "abcd"}
        >>> pairs = combination_coverage(bits, ["0000", "0110", "1001", "0111"], 2)
        >>> f"{pairs.covered}/{pairs.valid}", str(pairs.simple), str(pairs.complete(0.75))
        ('19/24', '1/3', '5/6')
    """
    names = tuple(factors)
    if not 1 <= strength <= len(names):
        raise ModelError(
            f"strength {representation(strength)} is out of range: expected a number from 1 to the "
            f"number of factors, {len(names)}"
        )
    values = tuple(_values(name, factors[name]) for name in names)
    entries = {
        tuple(
            _values_of_entry(name, domain, entry)
            for name, domain, entry in _zipped(names, values, row)
        )
        for row in rows
    }
    constraints = tuple(_constraint(factors, assignment) for assignment in forbidden)
    measured: list[FactorCombination] = []
    for indices in combinations(range(len(names)), strength):
        chosen = tuple(names[index] for index in indices)
        domains = tuple(values[index] for index in indices)
        excluded = set(_forbidden_by(constraints, chosen, domains))
        if is_forbidden is not None:
            excluded |= {
                configuration
                for configuration in product(*domains)
                if is_forbidden(MappingProxyType(dict(zip(chosen, configuration, strict=True))))
            }
        covered: set[Configuration] = set()
        for pieces in {tuple(row[index] for index in indices) for row in entries}:
            covered.update(product(*pieces))
        valid = [each for each in product(*domains) if each not in excluded]
        measured.append(
            FactorCombination(
                factors=chosen,
                covered=tuple(each for each in valid if each in covered),
                missing=tuple(each for each in valid if each not in covered),
                excluded=len(excluded),
            )
        )
    return CombinationCoverage(strength=strength, per_combination=tuple(measured))


def _values(name: str, entries: Sequence[str]) -> tuple[str, ...]:
    values = tuple(entries)
    for index, value in enumerate(values):
        if value in values[:index]:
            raise ModelError(f'the factor "{name}" names the value "{value}" twice')
    return values


def _zipped(
    names: Sequence[str],
    values: Sequence[Sequence[str]],
    row: Sequence[str | Collection[str]],
) -> Iterator[tuple[str, Sequence[str], str | Collection[str]]]:
    if len(row) != len(names):
        raise ModelError(f"a row has {len(row)} entries: expected {len(names)}, one a factor")
    return zip(names, values, row, strict=True)


def _values_of_entry(
    name: str, domain: Sequence[str], entry: str | Collection[str]
) -> frozenset[str]:
    values = frozenset([entry] if isinstance(entry, str) else entry)
    for value in sorted(values.difference(domain)):
        raise UnknownReferenceError("value", value, choices=domain, where=f'factor "{name}"')
    return values


def _constraint(
    factors: Mapping[str, Sequence[str]], assignment: Mapping[str, str]
) -> dict[str, str]:
    for name, value in assignment.items():
        if name not in factors:
            raise UnknownReferenceError("factor", name, choices=factors, where="a constraint")
        if value not in factors[name]:
            raise UnknownReferenceError(
                "value", value, choices=factors[name], where=f'a constraint on factor "{name}"'
            )
    return dict(assignment)


def _forbidden_by(
    constraints: Iterable[Mapping[str, str]],
    factors: Sequence[str],
    domains: Sequence[Sequence[str]],
) -> Iterator[Configuration]:
    """Yield every configuration that contains a whole constraint."""
    for assignment in constraints:
        if assignment.keys() <= set(factors):
            yield from product(
                *(
                    (assignment[name],) if name in assignment else domain
                    for name, domain in zip(factors, domains, strict=True)
                )
            )
