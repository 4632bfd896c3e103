"""The store as frozen documents: what the vendor published, and where each part of it stands."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from typewright.catalogue.places import Position
from typewright.catalogue.positions import Lines, Places
from typewright.diagnostics import ConfigError

if TYPE_CHECKING:
    from typewright.catalogue.toml import TomlDocument

Json: TypeAlias = bool | int | float | str | list["Json"] | dict[str, "Json"] | None


def is_wrapped(data: Json) -> bool:
    """Whether an output document is ``{"output": schema}`` rather than a schema."""
    return isinstance(data, dict) and "output" in data and not {"type", "properties"} & data.keys()


class StoreMissing(ConfigError):
    """There is no store at the path that the config names."""


class _Document(NamedTuple):
    path: PurePosixPath
    text: str
    data: Json
    broken: bool = False
    usual: bool = False
    published: Json = None


class Document(_Document):
    """One JSON file.

    ``path`` is as shown to the user, ``text`` the whole of it without a byte order mark. A file
    that is missing or could not be read has ``broken`` set, a finding of its own, and no data. An
    output that the vendor does not publish is ``usual``: there is no file, and the data are the
    provider's ``default_output``. ``published`` is what the text says where ``data`` may have been
    corrected: places are those of the text.
    """

    def __repr__(self) -> str:
        return f"Document({self.path.as_posix()!r})"

    def position(self, pointer: str, *, of_key: bool = False) -> Position:
        """Where the value at ``pointer`` stands, or its key; the nearest parent if it is absent."""
        key, value = self._places.nearest(f"{self._wrapper}{pointer}")
        return self._lines.place(key if of_key else value)

    def place(self, offset: int) -> Position:
        """Line and column of the code point at ``offset`` of the text."""
        return self._lines.place(offset)

    @cached_property
    def _wrapper(self) -> str:
        """Where what is the root of the data stands in the text, if a correction took it out."""
        taken_out = self.data is not self.published and not is_wrapped(self.data)
        return "/output" if taken_out and is_wrapped(self.published) else ""

    @cached_property
    def _places(self) -> Places:
        return Places(self.text, self.published)

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self.text)


class EndpointSource(NamedTuple):
    """One endpoint as stored.

    ``id`` is its directory below the provider ("bytedance/seedream-4-0/edit"), ``directory`` that
    below the store ("runcomfy/bytedance/seedream-4-0/edit"), ``locales`` by language tag, ``patch``
    the corrections of its schemas.
    """

    id: str
    directory: PurePosixPath
    meta: Document
    input: Document
    output: Document
    locales: Mapping[str, Document]
    patch: Document | None = None

    @property
    def documents(self) -> tuple[Document, ...]:
        """Every file of the endpoint."""
        output = () if self.output.usual else (self.output,)
        patch = () if self.patch is None else (self.patch,)
        return (self.meta, self.input, *output, *self.locales.values(), *patch)


class ProviderSource(NamedTuple):
    """One provider: its facts (``provider.json``) and its endpoints, sorted by id.

    ``patches`` are corrections for globs of endpoints, ``names`` the pins of Python names,
    ``released`` the lock of those that callers have.
    """

    name: str
    document: Document
    endpoints: tuple[EndpointSource, ...]
    patches: Document | None = None
    names: "TomlDocument | None" = None
    released: Document | None = None


class Catalogue(NamedTuple):
    """The whole store; ``root`` as the user named it."""

    root: PurePosixPath
    providers: tuple[ProviderSource, ...]

    @property
    def documents(self) -> Iterator[Document]:
        """Every JSON file of the store."""
        for provider in self.providers:
            yield provider.document
            yield from (each for each in (provider.patches, provider.released) if each is not None)
            for source in provider.endpoints:
                yield from source.documents

    @property
    def texts(self) -> dict[str, str]:
        """The text of every file by its path, for printing findings with their lines."""
        found = {each.path.as_posix(): each.text for each in self.documents}
        pins = (provider.names for provider in self.providers)
        found |= {each.path.as_posix(): each.text for each in pins if each is not None}
        return {path: text for path, text in found.items() if text}
