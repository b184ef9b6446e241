"""Extras: parts of other people's libraries, imported when a format needs them."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from journeykit.errors import MissingExtraError

__all__ = ["needed"]


def needed(module: str, extra: str) -> Any:
    """Import what a format needs.

    Args:
        module: The name of the module.
        extra: The extra of this library that brings it.

    Returns:
        The module.

    Raises:
        MissingExtraError: It is not installed; the error says how to get it.
    """
    try:
        return import_module(module)
    except ImportError as error:
        raise MissingExtraError(module, extra=extra) from error
