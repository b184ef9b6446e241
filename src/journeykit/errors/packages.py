"""What is wrong with another package, or with a rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeykit.errors.base import JourneyError
from journeykit.printable import representation

if TYPE_CHECKING:
    from collections.abc import Iterable


class MissingExtraError(JourneyError, ImportError):
    """A part of the library needs a package that is not installed.

    Attributes:
        module: The module that is missing.
        extra: The extra of this library that brings it.

    Example:
        >>> print(MissingExtraError("openpyxl", extra="xlsx"))
        this needs openpyxl, which is not installed: pip install "journeykit[xlsx]"
    """

    def __init__(self, module: str, *, extra: str) -> None:
        """Keep the data and build the sentence."""
        self.module = module
        self.extra = extra
        install = f'pip install "journeykit[{extra}]"'
        super().__init__(f"this needs {module}, which is not installed: {install}")


class ExtensionError(JourneyError, RuntimeError):
    """Something that another package brings cannot be loaded, or failed.

    Attributes:
        kind: What it is, such as `measure`.

    Example:
        >>> print(ExtensionError("measure", 'plug-in "trust" of acme 1.2 (acme:trust): KeyError'))
        the measure of another package failed: plug-in "trust" of acme 1.2 (acme:trust): KeyError
    """

    def __init__(self, kind: str, problem: str) -> None:
        """Keep the data and build the sentence."""
        self.kind = kind
        super().__init__(f"the {kind} of another package failed: {problem}")


class RuleError(JourneyError, ValueError):
    """A rule is misconfigured, which is not the same as a rule that found something.

    Attributes:
        rule: The rule's code or name.
        problems: Everything that is wrong with its configuration.

    Example:
        >>> print(RuleError("JK101", ["limit: expected a whole number", "unknown option 'lmit'"]))
        rule JK101 is misconfigured: limit: expected a whole number; unknown option 'lmit'
    """

    def __init__(self, rule: str, problems: Iterable[str]) -> None:
        """Keep the data and build the sentence."""
        name: object = rule  # whatever a caller took for the name of one
        self.rule = str.__str__(name) if isinstance(name, str) else representation(name)
        self.problems = tuple(problems)
        super().__init__(f"rule {self.rule} is misconfigured: {'; '.join(self.problems)}")
