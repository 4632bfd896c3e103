"""One side of a comparison: endpoints as stored and as built, and what its files are called."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath

from typewright.catalogue.locale import unwrapped_output
from typewright.catalogue.model import Document, EndpointSource, Json, ProviderSource, is_wrapped
from typewright.diff.model import Place
from typewright.diff.parts import Part, read_part
from typewright.ir.build import completed, usual_output
from typewright.ir.model import Endpoint


@dataclass(frozen=True)
class Edition:
    """A store as it was at some time, settled and free of errors; perhaps not all of it.

    ``root`` is where its documents begin, ``label`` what stands for that in reports. A comparison
    of single schemas has no ``provider``.
    """

    root: PurePosixPath
    label: str
    sources: Mapping[str, EndpointSource] = field(default_factory=dict[str, EndpointSource])
    endpoints: Mapping[str, Endpoint] = field(default_factory=dict[str, Endpoint])
    provider: ProviderSource | None = None

    @cached_property
    def usual(self) -> Mapping[str, Json]:
        """The outputs that every endpoint of the provider has as a rule."""
        return {} if self.provider is None else usual_output(self.provider)

    def place(self, document: Document, pointer: str) -> Place:
        """Where ``pointer`` of ``document`` stands; what the provider adds stands with it."""
        if document.usual and self.provider is not None:
            document, pointer = self.provider.document, f"/default_output{pointer}"
        position = document.position(pointer, of_key=True)
        path = document.path.as_posix()
        if document.path.is_relative_to(self.root):
            path = f"{self.label}/{document.path.relative_to(self.root)}".rstrip("/.")
        return Place(path, position.line, position.column)

    def request(self, id: str) -> Part:
        """What callers of the endpoint ``id`` may send."""
        return read_part(self.sources[id].input.data)

    def response(self, id: str) -> Part:
        """What they may get."""
        data = unwrapped_output(self.sources[id].output.data)
        return read_part(dict(completed(data if isinstance(data, dict) else {}, self.usual)))

    def prefix(self, id: str) -> str:
        """The pointer of the output schema in its document."""
        return "/output" if is_wrapped(self.sources[id].output.data) else ""
