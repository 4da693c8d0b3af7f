"""`python -m milaff.intake RAW -o OUT.md`: one raw file anywhere, touching nothing else."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from rich.console import Console

from milaff.intake.convert import convert
from milaff.intake.explain import show
from milaff.intake.files import write_whole
from milaff.model import ProblemsFound, dump


def main(arguments: list[str] | None = None) -> int:
    """Convert one file; 1 when it cannot be converted, with the reason on standard error."""
    parser = argparse.ArgumentParser(prog="python -m milaff.intake", description=__doc__)
    parser.add_argument("raw", metavar="RAW", help="the raw article, or - for standard input")
    parser.add_argument("-o", "--output", metavar="OUT.md", help="default: standard output")
    parser.add_argument("--explain", action="store_true", help="show what every line became")
    given = parser.parse_args(arguments)
    try:
        data = sys.stdin.buffer.read() if given.raw == "-" else Path(given.raw).read_bytes()
        converted = convert(data, given.raw)
        text = dump(converted.front_matter, converted.body).encode("utf-8", "replace")
        if given.output:
            write_whole(Path(given.output), text)
        else:
            sys.stdout.buffer.write(text)
    except ProblemsFound as found:
        print(found, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
        return 1
    if given.explain:
        show(converted, Console(stderr=True, highlight=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
