"""The errors: base and builtin at once, data as attributes, sentences made of the data."""

from __future__ import annotations

import copy
import pickle

import pytest

from journeykit import errors
from journeykit.errors import (
    DocumentError,
    DuplicateKeyError,
    EngineError,
    EngineMissingError,
    EngineTimeoutError,
    ExtensionError,
    FileMissingError,
    FolderError,
    GuardError,
    InadmissibleTextError,
    JourneyError,
    MissingExtraError,
    ModelError,
    PictureError,
    PictureTimeoutError,
    RuleError,
    RuleNotAskedError,
    UnknownReferenceError,
    UnsafePictureError,
)

ONE_OF_EACH = [
    JourneyError("something"),
    ModelError("a journey needs a name"),
    InadmissibleTextError("a\0b", position=1, reason="a control character", where="a name"),
    DuplicateKeyError("stage", "buy", first="Buy", second="buy!"),
    UnknownReferenceError("channel", "emial", choices=["email"], where="a touchpoint"),
    GuardError("== makes no guard", instead="write .is_()"),
    DocumentError("stages[1]", expected="a mapping", found="a list", suggestion="stage"),
    ExtensionError("measure", 'plug-in "trust" of acme 1.2 (acme:trust): KeyError'),
    MissingExtraError("openpyxl", extra="xlsx"),
    FileMissingError("a.csv", suggestion="b.csv"),
    FolderError("maps"),
    RuleError("JK101", ["limit: expected a number"]),
    RuleNotAskedError("no-exti", choices=["no-exit", "JK104"], journey="Gift"),
    EngineError("dot", "ended with exit code 1", diagnostics="syntax error"),
    EngineMissingError("dot", "is not installed"),
    EngineTimeoutError("dot", seconds=1.5),
    PictureError("report", "3 is none", expected="a report"),
    PictureTimeoutError("map", seconds=5),
    UnsafePictureError("a script", element="script"),
]


def of_each_kind() -> pytest.MarkDecorator:
    """Parametrize a test over one error of every kind."""
    return pytest.mark.parametrize("error", ONE_OF_EACH, ids=lambda error: type(error).__name__)


def test_one_of_each_is_complete() -> None:
    """The list above has every kind the module exports, so that no kind escapes these tests."""
    exported = {name for name in errors.__all__ if name.endswith("Error")}
    assert exported == {type(error).__name__ for error in ONE_OF_EACH}


@of_each_kind()
def test_pickle_round_trip(error: JourneyError) -> None:
    """An error crosses a process boundary with its type, sentence and data."""
    back = pickle.loads(pickle.dumps(error))
    assert (type(error), str(error), vars(error)) == (type(back), str(back), vars(back))


@of_each_kind()
def test_copy(error: JourneyError) -> None:
    """An error can be copied, which attrs and test tools do."""
    back = copy.copy(error)
    assert (type(error), str(error), vars(error)) == (type(back), str(back), vars(back))


@pytest.mark.parametrize(
    ("kind", "builtin"),
    [
        (ModelError, ValueError),
        (InadmissibleTextError, ModelError),
        (DuplicateKeyError, ModelError),
        (UnknownReferenceError, ModelError),
        (UnknownReferenceError, LookupError),
        (GuardError, TypeError),
        (DocumentError, ValueError),
        (FileMissingError, FileNotFoundError),
        (FolderError, IsADirectoryError),
        (RuleError, ValueError),
        (RuleNotAskedError, UnknownReferenceError),
        (EngineError, RuntimeError),
        (EngineMissingError, EngineError),
        (EngineMissingError, FileNotFoundError),
        (EngineTimeoutError, EngineError),
        (EngineTimeoutError, TimeoutError),
        (PictureError, ValueError),
        (PictureTimeoutError, TimeoutError),
        (UnsafePictureError, ValueError),
    ],
)
def test_is_also_a_builtin(kind: type[JourneyError], builtin: type[Exception]) -> None:
    """Who does not know the library catches the error by its natural builtin."""
    assert issubclass(kind, builtin)
    assert issubclass(kind, JourneyError)


def test_unknown_reference_suggests() -> None:
    """The nearest name is both in the data and in the sentence."""
    error = UnknownReferenceError(
        "channel", "Emial", choices=["phone", "email"], where='stage "Buy"'
    )
    assert error.suggestion == "email"
    assert str(error) == 'unknown channel "Emial" in stage "Buy"; did you mean "email"?'


def test_unknown_reference_lists_when_nothing_is_near() -> None:
    """Without a near name the sentence lists what there is, and counts what it leaves out."""
    error = UnknownReferenceError("persona", "Zoe", choices=[f"P{number}" for number in range(10)])
    assert error.suggestion is None
    listed = ", ".join(f'"P{number}"' for number in range(8))
    assert str(error) == f'unknown persona "Zoe"; known: {listed} and 2 more'


def test_unknown_reference_of_nothing() -> None:
    """Where there is nothing to refer to, the sentence says so."""
    assert str(UnknownReferenceError("persona", "Zoe")) == (
        'unknown persona "Zoe"; there is no persona at all'
    )


def test_inadmissible_text_shows_an_excerpt() -> None:
    """A long text is not repeated whole, and a control character never reaches a terminal."""
    text = "a" * 3000 + "\x1b" + "b" * 3000
    message = str(InadmissibleTextError(text, position=3000, reason="a control character"))
    assert len(message) < 150
    assert "\x1b" not in message
    assert "\\x1b" in message


def test_document_error_names_the_place() -> None:
    """Place, expectation, finding and suggestion stand in one sentence."""
    error = DocumentError("a.b", expected="a channel", found='"emial"', suggestion="email")
    assert str(error) == 'a.b: expected a channel, found "emial"; did you mean "email"?'


def test_missing_engine_says_what_to_install() -> None:
    """The message has advice for pip and for each family of systems."""
    message = str(EngineMissingError("dot", "is not installed"))
    for command in ("pip install", "apt install", "brew install", "winget install", "conda"):
        assert command in message
