"""What rules look at and what they say."""

import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from types import MappingProxyType
from typing import Any, Final, Literal, NamedTuple, TypeAlias, cast

from typewright.catalogue.locale import text_pointer, unwrapped_output
from typewright.catalogue.model import (
    Catalogue,
    Document,
    EndpointSource,
    Json,
    ProviderSource,
    is_wrapped,
)
from typewright.catalogue.places import Placed, unescape
from typewright.catalogue.pointers import mapping
from typewright.catalogue.schema import Walked, target_of, walked
from typewright.diagnostics import Diagnostic, Severity
from typewright.lint.kinds import kinds_of, types_of
from typewright.lint.prose.choices import Choices, choices
from typewright.lint.prose.conditions import Condition, condition_of
from typewright.lint.prose.media_rules import MediaRule, media_rules

Schema: TypeAlias = Mapping[str, Json]
Side: TypeAlias = Literal["input", "output"]
Operation: TypeAlias = dict[str, Any]
"""One step of an RFC 6902 patch, its pointers from the root of the document."""

_BRANCH: Final = re.compile(r"/allOf/\d+$")


class Fix(NamedTuple):
    """How a finding can be mended: a patch of the schema, a pin of a name, or the same JSON
    written anew.

    ``safe`` says that what the schema accepts stays the same, which its test proves.
    """

    safe: bool
    operations: Sequence[Operation] = ()
    pin: str = ""
    rewrite: bool = False


class Found(NamedTuple):
    """What a rule has found.

    ``at`` is the pointer of the value that is meant, from the schema that the rule was given or
    from the root of the document.
    """

    at: str
    message: str
    help: str
    fix: Fix | None = None


class Home(NamedTuple):
    """What a finding is about: the file, its endpoint (the file where there is none), and which of
    the two schemas."""

    file: str
    owner: str
    side: Side | None


class _Subject(NamedTuple):
    document: Document
    side: Side
    source: EndpointSource | None = None
    pinned: frozenset[str] = frozenset()


class Subject(_Subject):
    """One schema document on its way through the rules; ``schema`` stands at ``root`` of it.

    ``source`` is its endpoint in a store, ``pinned`` the parameters of it that have a pin.
    """

    @cached_property
    def file(self) -> str:
        """The path of the document, as findings give it."""
        return self.document.path.as_posix()

    @cached_property
    def home(self) -> "Home":
        """Where findings about it belong."""
        return Home(self.file, self.file if self.source is None else self.source.id, self.side)

    @cached_property
    def root(self) -> str:
        """Where the schema stands: inside a wrapper or at the top."""
        wrapped = self.side == "output" and is_wrapped(self.document.data)
        return "/output" if wrapped else ""

    @cached_property
    def schema(self) -> Schema:
        """The schema of the arguments or the result."""
        data = unwrapped_output(self.document.data) if self.root else self.document.data
        return data if isinstance(data, dict) else {}

    @cached_property
    def walked(self) -> Walked:
        """Every schema in it."""
        return walked(cast("Json", self.schema))

    @cached_property
    def spots(self) -> tuple["Spot", ...]:
        """Every schema in it that declares something, in the order of the document."""
        return tuple(_spots(self))

    @cached_property
    def media_rules(self) -> Mapping[str, tuple[tuple[str, MediaRule], ...]]:
        """The media rules by the pointer of the schema that has them."""
        return {
            spot.pointer: tuple(media_rules(spot.schema["validations"]))
            for spot in self.spots
            if "validations" in spot.schema
        }

    @cached_property
    def choices(self) -> Mapping[str, Choices]:
        """What the texts in an enum say, by the pointer of the schema that has it."""
        found = ((spot.pointer, spot.schema.get("enum")) for spot in self.spots)
        return {
            pointer: choices(tuple(each if isinstance(each, str) else None for each in enum))
            for pointer, enum in found
            if isinstance(enum, list)
        }

    @cached_property
    def conditions(self) -> Mapping[str, Condition]:
        """The conditions that descriptions of arguments state, by the pointer of the property."""
        if self.side != "input":
            return {}
        found = (
            (spot.pointer, condition_of(spot.name, text, spot.siblings))
            for spot in self.spots
            if spot.owner is not None and (text := spot.text("description"))
        )
        return {pointer: condition for pointer, condition in found if condition is not None}

    @cached_property
    def parts(self) -> Container[str]:
        """Where schemas stand that ``allOf`` puts together, those that it refers to among them."""
        below = (spot for spot in self.spots if "/allOf/" in spot.pointer)
        branches = [spot for spot in below if _BRANCH.search(spot.pointer)]
        refs = (ref for spot in branches if isinstance(ref := spot.schema.get("$ref"), str))
        targets = {f"{self.root}{target_of(ref, self._by_pointer)}" for ref in refs}
        return targets.union(spot.pointer for spot in branches)

    def resolve(self, schema: Schema) -> Schema:
        """``schema``, or what its local reference leads to."""
        seen: set[str] = set()
        while isinstance(ref := schema.get("$ref"), str) and ref not in seen:
            seen.add(ref)
            target = self._by_pointer.get(target_of(ref, self._by_pointer), {})
            schema = {**target, **{k: v for k, v in schema.items() if k != "$ref"}}
        return schema

    def keeps_texts(self, fix: Fix) -> bool:
        """Whether every translated text still has its place when ``fix`` is applied."""
        if not self._translated:
            return True
        gone = tuple(f"{each['path']}/" for each in fix.operations if each["op"] == "remove")
        return not any(pointer.startswith(gone) for pointer in self._translated)

    @cached_property
    def _translated(self) -> tuple[str, ...]:
        """Where the texts that the locales of the endpoint translate stand."""
        locales = self.source.locales.values() if self.source is not None else ()
        texts = (mapping(mapping(each.data).get(self.side)) for each in locales)
        data, output = self.document.data, self.side == "output"
        return tuple(text_pointer(at, data, output=output) for each in texts for at in each)

    @cached_property
    def _by_pointer(self) -> dict[str, Schema]:
        return {spot.pointer.removeprefix(self.root): spot.schema for spot in self.spots}


class Spot(NamedTuple):
    """One schema in a document.

    ``pointer`` leads to it from the root of the document, ``types`` are those that it names. Of a
    property ``name`` is its name and ``owner`` the object that has it; else they are "" and
    ``None``.
    """

    subject: Subject
    pointer: str
    schema: Schema
    types: tuple[str, ...]
    name: str = ""
    owner: Schema | None = None

    @property
    def kinds(self) -> tuple[str, ...]:
        """The types that it names besides null."""
        return kinds_of(self.schema)

    @property
    def required(self) -> bool:
        """Whether it is a property that callers must give."""
        names = self.owner.get("required") if self.owner is not None else None
        return isinstance(names, list) and self.name in names

    @property
    def media_rules(self) -> tuple[tuple[str, MediaRule], ...]:
        """Its media rules that are well formed, each behind its pointer."""
        return self.subject.media_rules.get(self.pointer, ())

    @property
    def choices(self) -> Choices:
        """What the texts in its enum say."""
        return self.subject.choices.get(self.pointer, _NO_CHOICES)

    @property
    def condition(self) -> Condition | None:
        """The condition that its description plainly states, if there is one."""
        return self.subject.conditions.get(self.pointer)

    @property
    def siblings(self) -> Mapping[str, Json]:
        """The properties of the object that has it, itself among them."""
        return mapping(self.owner.get("properties")) if self.owner is not None else {}

    def text(self, keyword: str) -> str:
        """The text of ``keyword``, "" if it has none."""
        value = self.schema.get(keyword)
        return value if isinstance(value, str) else ""


_NO_CHOICES: Final = choices(())


class _Whole(NamedTuple):
    catalogue: Catalogue
    subjects: tuple[Subject, ...]
    reported: Mapping[str, Sequence[Diagnostic]] = MappingProxyType({})


class Whole(_Whole):
    """Everything that is linted in one run, and what reading and checking it has found already.

    ``catalogue`` is empty for files outside a store.
    """

    @cached_property
    def errors(self) -> Mapping[str, Sequence[Diagnostic]]:
        """Those among ``reported`` by the file that each is in."""
        found: dict[str, list[Diagnostic]] = {}
        for each in chain.from_iterable(self.reported.values()):
            if each.severity is Severity.ERROR:
                found.setdefault(each.file, []).append(each)
        return found

    @property
    def providers(self) -> tuple[ProviderSource, ...]:
        """The providers of the store."""
        return self.catalogue.providers


SpotRule: TypeAlias = Callable[[Spot], Iterator[Found]]
SubjectRule: TypeAlias = Callable[[Subject], Iterator[Found]]
EndpointRule: TypeAlias = Callable[[EndpointSource], Iterator[tuple[Placed, Found]]]
WholeRule: TypeAlias = Callable[[Whole], Iterator[tuple[Placed, Found]]]


def _spots(subject: Subject) -> Iterator[Spot]:
    root = subject.root
    owners: dict[str, Schema] = {}
    for pointer, schema in subject.walked.declaring:
        at = f"{root}{pointer}" if root else pointer
        if "properties" in schema:
            owners[f"{at}/properties"] = schema
        parent, _, name = at.rpartition("/")
        owner = owners.get(parent)
        if owner is None:
            yield Spot(subject, at, schema, types_of(schema))
        else:
            yield Spot(subject, at, schema, types_of(schema), unescape(name), owner)
