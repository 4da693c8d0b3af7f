"""The theme's templates: rendered with explicit data only, failing with file and line."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateSyntaxError,
)

from milaff.model import Problem, ProblemsFound


class Templates:
    """Jinja2 templates of one folder, autoescaped, in which an unknown name is an error."""

    def __init__(
        self, folder: Path, filters: Mapping[str, Callable[..., Any]], variables: Mapping[str, Any]
    ) -> None:
        self.folder = folder
        self._environment = Environment(
            loader=FileSystemLoader(folder),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
        )
        self._environment.filters.update(filters)
        self._environment.globals.update(variables)

    def has(self, name: str) -> bool:
        return (self.folder / name).is_file()

    def render(self, name: str, data: Mapping[str, Any]) -> bytes:
        """The page in UTF-8. Raises ProblemsFound, naming the template's file and line."""
        try:
            return self._template(name).render(data).encode("utf-8")
        except Exception as error:
            raise ProblemsFound([self._problem(name, error)]) from error

    def _template(self, name: str) -> Template:
        return self._environment.get_template(name)

    def _problem(self, name: str, error: Exception) -> Problem:
        path, line = self._place(name, error)
        message = f"the template fails: {error or type(error).__name__}"
        if not isinstance(error, TemplateError):
            message = f"the template fails: {type(error).__name__}: {error}"
        hint = "mend the template; a template sees only what its page was queued with"
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
