"""What every line of a raw file becomes, shown in the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text

from milaff.intake.archives import Unreadable
from milaff.intake.article import Converted
from milaff.intake.blocks import TEXT, Label
from milaff.intake.convert import convert
from milaff.intake.inputs import Inputs, Raw
from milaff.intake.outlets import read_outlets
from milaff.model import FrontMatter, Problem, ProblemsFound, printable

#: What the reader will see, what is known of the article, its pictures, what was left out.
_STYLES = {
    **dict.fromkeys((Label.TITLE, Label.SUBTITLE, Label.KICKER, Label.HEADING), "bold green"),
    **dict.fromkeys(TEXT, "default"),
    **dict.fromkeys((Label.FIGURE, Label.ALT, Label.CAPTION), "magenta"),
    **dict.fromkeys((Label.JUNK, Label.RELATED, Label.CREDIT), "red"),
    Label.BLANK: "dim",
}
_METADATA = "cyan"
_MOST_LETTERS = 100


def explain(root: Path, paths: Sequence[str | Path]) -> None:
    """Print what each line of each file becomes and by which rule, writing nothing.

    Raises ProblemsFound for a file that cannot be taken in.
    """
    if not paths:
        hint = "name it: add --explain FILE"
        raise ProblemsFound([Problem("add", None, None, "--explain needs a file", hint)])
    console = Console(highlight=False)
    inputs = Inputs(root, paths)
    problems = inputs.problems
    for raw in inputs.raws:
        if len(inputs.raws) > 1:
            console.print(Text(printable(raw.name), style="bold underline"))
        try:
            outlets = read_outlets(_dossier_of(raw, root) / "content")
            show(convert(raw.read(), raw.name, outlets, beside=raw.beside), console)
        except ProblemsFound as found:
            problems += found.problems
        except Unreadable as error:
            problems.append(Problem(raw.name, None, None, error.message, error.hint))
    if problems:
        raise ProblemsFound(problems)


def _dossier_of(raw: Raw, root: Path) -> Path:
    """The dossier that a file lies in, whose outlets it was read by; `root` outside of any."""
    above = raw.path.resolve().parents if raw.path else ()
    return next((path for path in above if (path / "content/dossier.yml").is_file()), root)


def show(converted: Converted, console: Console) -> None:
    """Print the ledger of one article, what was read in it, and what is in doubt."""
    number = 1
    for row in converted.ledger:
        style = _STYLES.get(Label(row.label), _METADATA)
        words = printable(" ".join(row.raw.split()))
        line = Text()
        line.append(f"{number:>5} ", style="dim")
        line.append(f"{row.label:<10} ", style=style)
        line.append(words[:_MOST_LETTERS] + "…" * (len(words) > _MOST_LETTERS), style=style)
        if row.label != Label.BLANK:
            line.append(f"\n{'':17}{row.rule}: {row.reason}", style="dim")
        console.print(line, soft_wrap=True)
        number += row.raw.count("\n")
    for name, value in _read_in(converted.front_matter):
        console.print(
            Text.assemble((f"{name:>16} ", "dim"), (printable(value), "bold")), soft_wrap=True
        )
    for doubt in converted.front_matter.review:
        also = f" ({'; '.join(doubt.alternatives)})" if doubt.alternatives else ""
        said = printable(f"in doubt: {doubt.field}: {doubt.reason}{also}")
        console.print(Text(said, style="yellow"))


def _read_in(found: FrontMatter) -> Iterator[tuple[str, str]]:
    """The keys that a curator checks first, and what they will hold."""
    yield "title", found.title
    for name in ("date", "updated", "hijri", "place", "source"):
        if value := getattr(found, name):
            yield name, str(value)
    people = [*found.authors, *(f"{other.name} ({other.role})" for other in found.contributors)]
    if people:
        yield "author", "، ".join(people)
    if found.keywords:
        yield "keywords", "، ".join(found.keywords)
