"""The data of planned pages."""

from __future__ import annotations

from milaff.pages import Plan
from milaff.pages.data import Data


def made(plan: Plan) -> Data:
    """A page's data, with the values that are made on demand."""
    return {name: value() if callable(value) else value for name, value in plan.data().items()}
