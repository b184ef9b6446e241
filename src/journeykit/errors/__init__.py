"""Every error journeykit raises, in one place.

Each kind is a `JourneyError` *and* the builtin that a caller would reach for without knowing the
library, carries what it knows as attributes, and builds its own sentence from them: callers pass
data, never prose.
"""

from __future__ import annotations

from journeykit.errors.base import JourneyError
from journeykit.errors.documents import DocumentError
from journeykit.errors.files import FileMissingError, FolderError
from journeykit.errors.model import (
    DuplicateKeyError,
    GuardError,
    InadmissibleTextError,
    ModelError,
    RuleNotAskedError,
    UnknownReferenceError,
)
from journeykit.errors.packages import ExtensionError, MissingExtraError, RuleError
from journeykit.errors.pictures import (
    EngineError,
    EngineMissingError,
    EngineTimeoutError,
    PictureError,
    PictureTimeoutError,
    UnsafePictureError,
)

__all__ = [
    "DocumentError",
    "DuplicateKeyError",
    "EngineError",
    "EngineMissingError",
    "EngineTimeoutError",
    "ExtensionError",
    "FileMissingError",
    "FolderError",
    "GuardError",
    "InadmissibleTextError",
    "JourneyError",
    "MissingExtraError",
    "ModelError",
    "PictureError",
    "PictureTimeoutError",
    "RuleError",
    "RuleNotAskedError",
    "UnknownReferenceError",
    "UnsafePictureError",
]

for _name in __all__:
    globals()[_name].__module__ = __name__  # where they are imported from, and shown to come from
