"""What ingest hands from one stage to the next: sources, what they say, and what they lack."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from typewright.catalogue.model import Json

Schema: TypeAlias = Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Source:
    """A text to ingest: a name for people, the bytes as they were found."""

    name: str
    raw: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class FileInputs:
    """What a page says about files given as URLs: in its own words, and the limits in bytes."""

    text: str = ""
    image_max_bytes: int | None = None
    video_max_bytes: int | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """One endpoint as one source has it.

    ``kind`` is "page" or "catalogue"; ``output`` is ``None`` where the source has none. ``meta``
    holds fields of ``endpoint.json`` that the source states (names, categories, a price).
    """

    model_id: str
    source: str
    sha256: str
    kind: Literal["page", "catalogue", "schemas"]
    language: str
    input: Schema
    output: Schema | None = None
    examples: tuple[Schema, ...] = ()
    file_inputs: FileInputs = FileInputs()
    meta: Schema = field(default_factory=dict[str, Json])
    missing: tuple[str, ...] = ()


class Unreadable(ValueError):
    """Why nothing of a page is taken: ``code`` of the finding, ``offset`` in the page's text."""

    def __init__(self, code: str, message: str, advice: str, offset: int = 0) -> None:
        super().__init__(message)
        self.code = code
        self.advice = advice
        self.offset = offset
