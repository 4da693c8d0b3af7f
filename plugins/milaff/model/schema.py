"""Typed schemas over YAML text: dataclasses whose fields carry their kind and help.

Every scalar is text: `no`, `12:30`, `0012` and `2021-03-31` mean what is written, quoted or not.
A schema reads a YAML document into its dataclass, or says every problem with its line; `plain`
gives back what YAML should hold. Help texts are the source of the documentation.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar, cast

from milaff.arabic.partial_date import FORMS, PartialDate
from milaff.lazily import lazily
from milaff.model.problem import Problem, nearest

if TYPE_CHECKING:
    import yaml
else:
    yaml = lazily("yaml")

T = TypeVar("T")

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# Characters that neither XML 1.0 (https://www.w3.org/TR/xml/#charsets) nor UTF-8 can hold.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# What can open a level of nesting, at least: a bracket, a hyphen after a hyphen, deep indentation.
_OPENERS = re.compile(r"[\[{]|[-?:][ \t]+(?=[-?])|^[ ]{64}", re.MULTILINE)
_DEEPEST = 50
_WEB_ADDRESS = re.compile(
    "https?://[^\\s<>\"'\\\\\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]+", re.IGNORECASE
)


@dataclass(slots=True, eq=False)
class Reading:
    """Where a document is being read, and the problems met so far."""

    path: str
    line_offset: int = 0
    problems: list[Problem] = dataclasses.field(default_factory=list)

    def problem(self, node: yaml.Node | None, key: str | None, message: str, hint: str) -> None:
        """Record one problem at the line of `node`."""
        line = None if node is None else node.start_mark.line + 1 + self.line_offset
        self.problems.append(Problem(self.path, line, key, message, hint))


class Kind(Protocol):
    """How one value is read from YAML and given back to it."""

    @property
    def expects(self) -> str:
        """What is to be written, for messages and documentation."""

    def read(self, node: yaml.Node, key: str, reading: Reading) -> Any:
        """The value; None when a problem was recorded."""

    def plain(self, value: Any) -> Any:
        """The value as text, lists and mappings."""

    def restore(self, plain: Any) -> Any:
        """The value that `plain` was made of; nothing is checked again."""


def _scalar(node: yaml.Node, key: str, reading: Reading, expects: str) -> str | None:
    if isinstance(node, yaml.ScalarNode):
        if unseen := _UNFIT.search(node.value):
            message = f"the text holds U+{ord(unseen.group()):04X}, which no page can show"
            reading.problem(node, key, message, "delete that character, or type the text again")
            return None
        return cast(str, node.value)
    shape = "a list" if isinstance(node, yaml.SequenceNode) else "a mapping"
    hint = 'if the text has ": " or begins with a sign, put it in quotes'
    reading.problem(node, key, f"{shape} stands where {expects} is expected", hint)
    return None


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """Any text, or text that satisfies `check` (which returns a complaint or None)."""

    expects: str = "text"
    check: Callable[[str], str | None] | None = None
    hint: str = ""

    def complaint(self, text: str) -> str | None:
        """Why `text` cannot stand here, or None."""
        return self.check(text) if text and self.check else None

    def read(self, node: yaml.Node, key: str, reading: Reading) -> str | None:
        text = _scalar(node, key, reading, self.expects)
        if text and (complaint := self.complaint(text)):
            reading.problem(node, key, complaint, self.hint)
            return None
        return text

    def plain(self, value: str) -> str:
        return value

    def restore(self, plain: str) -> str:
        return plain


def web_address() -> Text:
    """Text that is an http or https address."""
    return Text(
        "a web address",
        lambda text: None if _WEB_ADDRESS.fullmatch(text) else f'"{text}" is not a web address',
        "write the whole address, beginning with https:// or http://",
    )


def slug_text() -> Text:
    """Text that may name a page: lower-case ASCII letters, digits and single hyphens."""
    return Text(
        "an id",
        lambda text: None if SLUG.fullmatch(text) else f'"{text}" cannot name a page',
        "use a-z, 0-9 and single hyphens between them",
    )


@dataclass(frozen=True, slots=True, eq=False)
class OneOf:
    """One of a few words."""

    choices: tuple[str, ...]

    @property
    def expects(self) -> str:
        return " | ".join(self.choices)

    def read(self, node: yaml.Node, key: str, reading: Reading) -> str | None:
        text = _scalar(node, key, reading, "one word")
        if text is None or text in self.choices:
            return text
        near = nearest(text, self.choices)
        hint = f"did you mean {near}? " if near else ""
        reading.problem(
            node,
            key,
            f'"{text}" is not one of the choices',
            f"{hint}write {self.expects}",
        )
        return None

    def plain(self, value: str) -> str:
        return value

    def restore(self, plain: str) -> str:
        return plain


@dataclass(frozen=True, slots=True, eq=False)
class Number:
    """A whole number within bounds."""

    least: int
    most: int

    @property
    def expects(self) -> str:
        return f"a whole number from {self.least} to {self.most}"

    def read(self, node: yaml.Node, key: str, reading: Reading) -> int | None:
        text = _scalar(node, key, reading, self.expects)
        if text is None:
            return None
        if re.fullmatch(r"[0-9]{1,9}", text) and self.least <= int(text) <= self.most:
            return int(text)
        reading.problem(node, key, f'"{text}" is not {self.expects}', "write it in digits 0-9")
        return None

    def plain(self, value: int) -> str:
        return str(value)

    def restore(self, plain: str) -> int:
        return int(plain)


@dataclass(frozen=True, slots=True, eq=False)
class Date:
    """A partial date in ISO form."""

    expects: str = FORMS

    def read(self, node: yaml.Node, key: str, reading: Reading) -> PartialDate | None:
        text = _scalar(node, key, reading, "a date")
        if not text:
            return None
        try:
            return PartialDate.parse(text)
        except ValueError as error:
            reading.problem(node, key, str(error), f"write {FORMS}")
            return None

    def plain(self, value: PartialDate) -> str:
        return str(value)

    def restore(self, plain: str) -> PartialDate:
        return PartialDate.parse(plain)


@dataclass(frozen=True, slots=True, eq=False)
class Texts:
    """One text or a list of texts; a single one is written without brackets where `lone`."""

    lone: bool = False
    expects: str = "text, or a list of texts"

    def read(self, node: yaml.Node, key: str, reading: Reading) -> tuple[str, ...] | None:
        if isinstance(node, yaml.ScalarNode):
            return (node.value,) if node.value else ()
        if not isinstance(node, yaml.SequenceNode):
            hint = "write [first, second], or one a line after a hyphen"
            reading.problem(node, key, "a mapping stands where a list is expected", hint)
            return None
        texts = []
        for item in node.value:
            text = _scalar(item, key, reading, "text")
            if text == "":
                reading.problem(item, key, "an item of the list is empty", "fill it or delete it")
            elif text is not None:
                texts.append(text)
        return tuple(texts)

    def plain(self, value: tuple[str, ...]) -> str | list[str]:
        return value[0] if self.lone and len(value) == 1 else list(value)

    def restore(self, plain: str | list[str]) -> tuple[str, ...]:
        return (plain,) if isinstance(plain, str) else tuple(plain)


@dataclass(frozen=True, slots=True, eq=False)
class One:
    """A mapping of its own schema."""

    schema: Schema[Any]
    expects: str = "a mapping"

    def read(self, node: yaml.Node, key: str, reading: Reading) -> Any:
        return self.schema.from_node(node, reading, key)

    def plain(self, value: Any) -> dict[str, Any]:
        return self.schema.plain(value)

    def restore(self, plain: dict[str, Any]) -> Any:
        return self.schema.restore(plain)


@dataclass(frozen=True, slots=True, eq=False)
class Many:
    """A list of mappings of one schema."""

    schema: Schema[Any]
    expects: str = "a list of mappings"

    def read(self, node: yaml.Node, key: str, reading: Reading) -> tuple[Any, ...] | None:
        if isinstance(node, yaml.ScalarNode) and not node.value:
            return ()
        if not isinstance(node, yaml.SequenceNode):
            hint = f"begin each entry with a hyphen; its keys are {', '.join(self.schema.keys)}"
            reading.problem(node, key, "a list is expected", hint)
            return None
        found = [self.schema.from_node(item, reading, key) for item in node.value]
        return tuple(item for item in found if item is not None)

    def plain(self, value: Sequence[Any]) -> list[dict[str, Any]]:
        return [self.schema.plain(item) for item in value]

    def restore(self, plain: list[dict[str, Any]]) -> tuple[Any, ...]:
        return tuple(map(self.schema.restore, plain))


@dataclass(frozen=True, slots=True, eq=False)
class Anything:
    """A mapping of the curator's own keys to texts, lists and mappings."""

    expects: str = "a mapping of your own keys"

    def read(self, node: yaml.Node, key: str, reading: Reading) -> dict[str, Any] | None:
        if isinstance(node, yaml.ScalarNode) and not node.value:
            return {}
        if not isinstance(node, yaml.MappingNode):
            reading.problem(node, key, "a mapping is expected", "write key: value under it")
            return None
        return cast("dict[str, Any]", _anything(node, key, reading))

    def plain(self, value: Mapping[str, Any]) -> dict[str, Any]:
        return dict(value)

    def restore(self, plain: dict[str, Any]) -> dict[str, Any]:
        return plain


def _anything(node: yaml.Node, key: str, reading: Reading) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {
            name: _anything(value, key, reading)
            for name, (_, value) in _pairs(node, reading).items()
        }
    if isinstance(node, yaml.SequenceNode):
        return [_anything(item, key, reading) for item in node.value]
    return node.value


def _pairs(
    node: yaml.MappingNode, reading: Reading
) -> dict[str, tuple[yaml.ScalarNode, yaml.Node]]:
    pairs: dict[str, tuple[yaml.ScalarNode, yaml.Node]] = {}
    for key_node, value_node in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            reading.problem(key_node, None, "a key must be one word", "write key: value")
            continue
        if key_node.value in pairs:
            first = pairs[key_node.value][0].start_mark.line + 1 + reading.line_offset
            message = f"the key stands twice (first in line {first})"
            reading.problem(key_node, key_node.value, message, "keep one of the two")
            continue
        pairs[key_node.value] = (key_node, value_node)
    return pairs


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One key of a schema: the field behind it, its kind, and its help."""

    name: str
    key: str
    kind: Kind
    help: str
    required: bool
    default: Any


def entry(
    kind: Kind,
    help: str,
    *,
    key: str = "",
    default: Any = dataclasses.MISSING,
    **more: Any,
) -> Any:
    """A dataclass field with its kind and help; required when it has no default."""
    metadata = {"kind": kind, "help": help, "key": key}
    return dataclasses.field(default=default, metadata=metadata, **more)


class Schema(Generic[T]):
    """The YAML form of one dataclass whose fields were made by `entry`."""

    def __init__(self, made: type[T], name: str, *, unknown_key_hint: str = "") -> None:
        self.made = made
        self.name = name
        self.unknown_key_hint = unknown_key_hint
        self.entries: dict[str, Entry] = {}
        for field in dataclasses.fields(cast(Any, made)):
            if "kind" not in field.metadata:
                continue
            missing = field.default is dataclasses.MISSING
            missing = missing and field.default_factory is dataclasses.MISSING
            default = field.default
            if field.default_factory is not dataclasses.MISSING:
                default = field.default_factory()
            key = field.metadata["key"] or field.name
            kind, help_text = field.metadata["kind"], field.metadata["help"]
            self.entries[key] = Entry(field.name, key, kind, help_text, missing, default)
        # Text is its own plain value: ten thousand front matters are nearly nothing else.
        self._restoring = {
            key: (known.name, None if isinstance(known.kind, Text) else known.kind.restore)
            for key, known in self.entries.items()
        }

    @property
    def keys(self) -> list[str]:
        return list(self.entries)

    def read(self, text: str, path: str, line_offset: int = 0) -> tuple[T | None, list[Problem]]:
        """The dataclass that `text` holds, or None and the problems."""
        reading = Reading(path, line_offset)
        node = compose(text, reading)
        if reading.problems:
            return None, reading.problems
        if node is None:
            mark = yaml.Mark(path, 0, 0, 0, "", 0)
            node = yaml.MappingNode("tag:yaml.org,2002:map", [], mark, mark)
        made = self.from_node(node, reading, None)
        return (None if reading.problems else made), reading.problems

    def from_node(self, node: yaml.Node, reading: Reading, under: str | None) -> T | None:
        """The dataclass that a YAML mapping holds; problems go into `reading`."""
        if not isinstance(node, yaml.MappingNode):
            hint = f"its keys are {', '.join(self.keys)}"
            reading.problem(node, under, f"{self.name} must be written as key: value", hint)
            return None
        values: dict[str, Any] = {}
        failed = False
        pairs = _pairs(node, reading)
        for key, (key_node, value_node) in pairs.items():
            known = self.entries.get(key)
            if known is None:
                near = nearest(key, self.entries)
                hint = f"did you mean {near}? " if near else ""
                hint += self.unknown_key_hint or f"the keys are {', '.join(self.keys)}"
                reading.problem(key_node, key, f"{self.name} has no such key", hint)
                continue
            value = known.kind.read(value_node, key, reading)
            if value is None and known.required:
                failed = True
            elif value is not None:
                values[known.name] = value
        for known in self.entries.values():
            value = values.get(known.name)
            is_empty = value is None or (isinstance(value, str) and not value.strip())
            if known.required and is_empty and not failed:
                reading.problem(node, known.key, "is missing or empty", f"add it: {known.help}")
                failed = True
        return None if failed else self.made(**values)

    def plain(self, value: T) -> dict[str, Any]:
        """What YAML should hold: the keys that differ from their defaults, in schema order."""
        found: dict[str, Any] = {}
        for known in self.entries.values():
            part = getattr(value, known.name)
            if known.required or part != known.default:
                found[known.key] = known.kind.plain(part)
        return found

    def restore(self, plain: Mapping[str, Any]) -> T:
        """The dataclass that `plain` was made of: `restore(plain(x)) == x`."""
        values = {}
        for key, value in plain.items():
            name, restore = self._restoring[key]
            values[name] = restore(value) if restore else value
        return self.made(**values)


def line_of(text: str, value: str, key: str = "") -> int | None:
    """The last line of a YAML mapping that holds `value`, under `key` alone where it is given."""
    root = compose(text, Reading(""))
    if not isinstance(root, yaml.MappingNode):
        return None
    lines = []
    waiting = [node for name, node in root.value if not key or name.value == key]
    while waiting:
        node = waiting.pop()
        if isinstance(node, yaml.ScalarNode):
            lines += [node.start_mark.line + 1] if node.value == value else []
        elif isinstance(node, yaml.MappingNode):
            waiting += [part for _, part in node.value]
        else:
            waiting += node.value
    return max(lines, default=None)


def compose(text: str, reading: Reading) -> yaml.Node | None:
    """The YAML nodes of one document, with their lines; None when it is empty or broken.

    Aliases are refused (no curator writes them, and nested they make a small file unfold without
    end), and so is nesting so deep that composing it would exhaust the stack.
    """
    try:
        if _may_be_hostile(text) and (problem := _first_hostility(text, reading)):
            reading.problems.append(problem)
            return None
        node = yaml.compose(text, Loader=_loader())
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 + reading.line_offset if error.problem_mark else None
        message = f"this is not YAML: {error.problem or error.context}"
        hint = 'text that has ": " or " #", or begins with a sign, goes in quotes: "…"'
        if re.search(r"\\t|\btab\b", error.problem or ""):
            message = "this is not YAML: a tab stands before the text"
            hint = "put blanks in the place of the tab"
        reading.problems.append(Problem(reading.path, line, None, message, hint))
        return None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        hint = "delete the characters that cannot be printed, or undo the deep nesting"
        message = f"this is not YAML: {str(error).splitlines()[0]}"
        reading.problems.append(Problem(reading.path, None, None, message, hint))
        return None
    return node


def _may_be_hostile(text: str) -> bool:
    """A cheap look, so that only few files are parsed twice."""
    return "*" in text or len(_OPENERS.findall(text)) > _DEEPEST


def _first_hostility(text: str, reading: Reading) -> Problem | None:
    depth = 0
    for event in yaml.parse(text, Loader=_loader()):
        mark = event.start_mark
        line = mark.line + 1 + reading.line_offset if mark else None
        if isinstance(event, yaml.AliasEvent):
            hint = "put text that begins with * in quotes"
            message = f"an alias (*{event.anchor}) cannot be used"
            return Problem(reading.path, line, None, message, hint)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _DEEPEST:
            message = f"lists and mappings are nested more than {_DEEPEST} deep"
            return Problem(reading.path, line, None, message, "put bracketed text in quotes")
    return None


def _represent_text(dumper: Any, text: str) -> Any:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


@cache
def _loader() -> Any:
    return getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@cache
def _text_dumper() -> Any:
    """Writes text of several lines as a literal block, so that a curator can read and edit it."""
    fastest: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

    class TextDumper(fastest):  # type: ignore[misc]
        def ignore_aliases(self, _data: Any) -> bool:
            return True

    TextDumper.add_representer(str, _represent_text)
    return TextDumper


def dump_yaml(plain: Mapping[str, Any]) -> str:
    """YAML of text, lists and mappings, in the order given; whatever another reader could take
    for a number, a date or a truth value is quoted."""
    return yaml.dump(
        dict(plain),
        Dumper=_text_dumper(),
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=False,
        width=1 << 30,
    )
