"""`python -m milaff.intake RAW -o OUT.md`: one raw file anywhere, touching nothing else.

Pictures that came with it are written beside OUT.md, where the article names them.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from rich.console import Console

from milaff.intake.archives import Unreadable
from milaff.intake.convert import convert, own_fault
from milaff.intake.explain import show
from milaff.intake.inputs import Inputs, Raw
from milaff.kept import write_whole
from milaff.model import Problem, ProblemsFound, dump


def main(arguments: list[str] | None = None) -> int:
    """Convert one file; 1 when it cannot be converted, with the reason on standard error."""
    parser = argparse.ArgumentParser(
        prog="python -m milaff.intake", description=__doc__.split("\n")[0]
    )
    parser.add_argument("raw", metavar="RAW", help="the raw article, or - for standard input")
    parser.add_argument("-o", "--output", metavar="OUT.md", help="default: standard output")
    parser.add_argument("--explain", action="store_true", help="show what every line became")
    given = parser.parse_args(arguments)
    try:
        raw = _only(given.raw)
        converted = convert(raw.read(), raw.name, beside=raw.beside)
        text = dump(converted.front_matter, converted.body).encode("utf-8", "replace")
        if given.output:
            output = _free(Path(given.output))
            for name, picture in converted.files.items():
                write_whole(output.parent / name, picture)
            write_whole(output, text)
        else:
            sys.stdout.buffer.write(text)
    except ProblemsFound as found:
        print(found, file=sys.stderr)
        return 1
    except Unreadable as bad:
        print(Problem(given.raw, None, None, bad.message, bad.hint), file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
        return 1
    except Exception as error:
        print(own_fault(given.raw, error), file=sys.stderr)
        return 1
    if given.explain:
        show(converted, Console(stderr=True, highlight=False))
    return 0


def _free(output: Path) -> Path:
    """Where to write: over nothing, a raw file least of all. Raises ProblemsFound."""
    if output.is_dir():
        hint = f"name a file in it: -o {output / 'article.md'}"
        raise ProblemsFound([Problem(str(output), None, None, "this is a folder", hint)])
    if output.exists():
        hint = "name another file, or delete this one first"
        raise ProblemsFound([Problem(str(output), None, None, "there is a file already", hint)])
    return output


def _only(path: str) -> Raw:
    """The one raw file that `path` names. Raises ProblemsFound."""
    inputs = Inputs(Path.cwd(), [path])
    if len(inputs.raws) != 1 or inputs.problems:
        message = f"it holds {len(inputs.raws)} files, and one is wanted"
        many = Problem(path, None, None, message, "take many into a dossier: tasks.py add")
        raise ProblemsFound(inputs.problems or [many])
    return inputs.raws[0]


if __name__ == "__main__":
    sys.exit(main())
