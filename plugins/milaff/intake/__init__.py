"""Take in: raw file → Markdown and ledger, beside the untouched original. Runs without Pelican."""

from __future__ import annotations

from milaff.intake.article import Converted, convert_document
from milaff.intake.blocks import Block, Document, Label
from milaff.intake.convert import convert
from milaff.intake.explain import explain
from milaff.intake.ledger import Row, dump_ledger, read_ledger
from milaff.intake.removal import remove
from milaff.intake.report import Report
from milaff.intake.store import take_in

__all__ = [
    "Block",
    "Converted",
    "Document",
    "Label",
    "Report",
    "Row",
    "convert",
    "convert_document",
    "dump_ledger",
    "explain",
    "read_ledger",
    "remove",
    "take_in",
]
