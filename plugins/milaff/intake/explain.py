"""What every line of a raw file becomes, shown in the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text

from milaff.intake.archives import BadArchive
from milaff.intake.article import Converted
from milaff.intake.blocks import Label
from milaff.intake.convert import convert
from milaff.intake.inputs import Inputs
from milaff.intake.outlets import known_outlets, read_outlets
from milaff.model import Problem, ProblemsFound

_STYLES = {
    Label.TITLE: "bold green",
    Label.BODY: "default",
    Label.HEADING: "bold",
    Label.JUNK: "red",
    Label.RELATED: "red",
    Label.BLANK: "dim",
}


def explain(root: Path, paths: Sequence[str | Path]) -> None:
    """Print what each line of each file becomes and by which rule, writing nothing.

    Raises ProblemsFound for a file that cannot be taken in.
    """
    if not paths:
        hint = "name it: add --explain FILE"
        raise ProblemsFound([Problem("add", None, None, "--explain needs a file", hint)])
    has_own = (root / "content" / "outlets.yml").is_file()
    outlets = read_outlets(root / "content") if has_own else known_outlets()
    console = Console(highlight=False)
    inputs = Inputs(root, paths)
    problems = inputs.problems
    for raw in inputs.raws:
        if len(inputs.raws) > 1:
            console.print(Text(raw.name, style="bold underline"))
        try:
            show(convert(raw.read(), raw.name, outlets, beside=raw.beside), console)
        except ProblemsFound as found:
            problems += found.problems
        except BadArchive as error:
            problems.append(Problem(raw.name, None, None, error.message, error.hint))
    if problems:
        raise ProblemsFound(problems)


def show(converted: Converted, console: Console) -> None:
    """Print the ledger of one article."""
    number = 1
    for row in converted.ledger:
        style = _STYLES.get(Label(row.label), "cyan")
        line = Text(f"{number:>5} ", style="dim")
        line.append(f"{row.label:<10} ", style=style)
        line.append(" ".join(row.raw.split())[:100], style=style)
        if row.label != Label.BLANK:
            line.append(f"\n{'':17}{row.rule}: {row.reason}", style="dim")
        console.print(line, soft_wrap=True)
        number += row.raw.count("\n")
    for doubt in converted.front_matter.review:
        also = f" ({'; '.join(doubt.alternatives)})" if doubt.alternatives else ""
        console.print(Text(f"in doubt: {doubt.field}: {doubt.reason}{also}", style="yellow"))
