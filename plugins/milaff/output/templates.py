"""The theme's templates: rendered with explicit data only, failing with file and line."""

from __future__ import annotations

import contextlib
import os
import traceback
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import markupsafe
from jinja2 import (
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateSyntaxError,
    meta,
)

from milaff.model import Problem, ProblemsFound, digest_of


class Known(NamedTuple):
    """What is known of a template and of those it extends, includes or imports.

    A digest of their texts; the names they mention (None: any, where a template is chosen while
    rendering); which they are.
    """

    digest: bytes
    names: frozenset[str] | None
    drawn_on: tuple[str, ...]


#: The same in plain values.
Memory = dict[str, tuple[Any, ...]]


class _Environment(Environment):
    """An Environment that looks into a mapping for what a template asks of it, and nowhere else."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """`entry.items` is what the page was queued with, not a method; and found at once."""
        if type(obj) is dict:
            try:
                return obj[attribute]
            except KeyError:
                return self.undefined(obj=obj, name=attribute)
        try:
            return getattr(obj, attribute)
        except AttributeError:
            return super().getattr(obj, attribute)

    def get_template(self, name: Any, parent: Any = None, globals: Any = None) -> Template:
        """The template, with an `escape` of our own: a list calls it hundreds of times."""
        template = super().get_template(name, parent, globals)
        template.root_render_func.__globals__["escape"] = _escaped
        return template


def _bytecode_cache(folder: str | None) -> FileSystemBytecodeCache | None:
    if folder is None:
        return None
    try:
        os.makedirs(folder, exist_ok=True)
    except OSError:
        return None
    return FileSystemBytecodeCache(folder) if os.access(folder, os.W_OK) else None


_escape_text: Callable[[str], str] = getattr(markupsafe, "_escape_inner", markupsafe.escape)


def _escaped(value: Any) -> str:
    """`markupsafe.escape`, whose Markup costs most of its time, and is not needed in a page."""
    if type(value) is str:
        return _escape_text(value)
    return value if type(value) is markupsafe.Markup else markupsafe.escape(value)


class Templates:
    """Jinja2 templates of one folder, autoescaped, in which an unknown name is an error."""

    def __init__(
        self,
        folder: Path,
        filters: Mapping[str, Callable[..., Any]],
        variables: Mapping[str, Any],
        compiled: str | None = None,
    ) -> None:
        """`compiled` is a folder of ours for compiled templates, where they are to be kept."""
        self.folder = folder
        self._environment = _Environment(
            loader=FileSystemLoader(folder),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
            bytecode_cache=_bytecode_cache(compiled),
        )
        self._environment.filters.update(filters)
        self._environment.globals.update(variables)
        self._sources = {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }
        self._known: dict[str, Known] = {}
        self._mentioned: dict[str, tuple[set[str], list[str | None]]] = {}
        #: A digest of all templates.
        self.digest = digest_of(repr(sorted(self._sources.items())).encode())

    def has(self, name: str) -> bool:
        return name in self._sources

    def known(self, name: str) -> Known:
        """The digest and the names of a template. Raises ProblemsFound when it is broken."""
        if name not in self._known:
            self._known[name] = self._look_into(name)
        return self._known[name]

    def remember(self, memory: Memory) -> None:
        """Take over what `memory` gave for the same templates."""
        self._known = {name: Known(*known) for name, known in memory.items()}

    def memory(self) -> Memory:
        """What is known of the templates, in plain values."""
        return {name: tuple(known) for name, known in sorted(self._known.items())}

    def render(self, name: str, data: Mapping[str, Any]) -> bytes:
        """The page in UTF-8. Raises ProblemsFound, naming the template's file and line."""
        try:
            return self._environment.get_template(name).render(data).encode("utf-8")
        except ProblemsFound:
            raise
        except Exception as error:
            raise ProblemsFound([self._problem(name, error)]) from error

    def compile(self, names: Iterable[str]) -> None:
        """Compile these templates, and all that they draw on, before workers are forked."""
        for name in sorted({one for asked in names for one in self.known(asked).drawn_on}):
            with contextlib.suppress(TemplateError):
                # A broken one is told of where it is rendered.
                self._environment.get_template(name)

    def _look_into(self, name: str) -> Known:
        seen: set[str] = set()
        names: set[str] = set()
        waiting: list[str | None] = [name]
        while waiting:
            found = waiting.pop()
            if found is None:
                return Known(self.digest, None, (name,))
            if found in seen or found not in self._sources:
                continue
            seen.add(found)
            mentioned, referenced = self._mentions(found)
            names |= mentioned
            waiting += referenced
        texts = [(one, self._sources[one]) for one in sorted(seen)]
        return Known(digest_of(repr(texts).encode()), frozenset(names), tuple(sorted(seen)))

    def _mentions(self, name: str) -> tuple[set[str], list[str | None]]:
        """The names and the templates that one template mentions."""
        found = self._mentioned.get(name)
        if found is None:
            try:
                tree = self._environment.parse(self._sources[name].decode(), name)
            except (TemplateSyntaxError, UnicodeDecodeError) as error:
                raise ProblemsFound([self._problem(name, error)]) from error
            found = meta.find_undeclared_variables(tree), list(meta.find_referenced_templates(tree))
            self._mentioned[name] = found
        return found

    def _problem(self, name: str, error: Exception) -> Problem:
        path, line = self._place(name, error)
        message = f"the template fails: {error or type(error).__name__}"
        if not isinstance(error, TemplateError):
            message = f"the template fails: {type(error).__name__}: {error}"
        hint = "mend this line; a name that it uses must be one that Milaff gives to this template"
        return Problem(f"{self.folder.parent.name}/{path}", line, None, message, hint)

    def _place(self, name: str, error: Exception) -> tuple[str, int | None]:
        if isinstance(error, TemplateSyntaxError):
            return f"templates/{error.name or name}", error.lineno
        folder = str(self.folder)
        for frame in reversed(traceback.extract_tb(error.__traceback__)):
            if frame.filename.startswith(folder):
                inside = Path(frame.filename).relative_to(folder).as_posix()
                return f"templates/{inside}", frame.lineno
        return f"templates/{name}", None
