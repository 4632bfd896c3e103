"""What both clients share: settings, and what is the same whoever does the I/O."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias, TypeVar
from urllib.parse import urlsplit

from .flows import Flows, Json
from .protocol import Flow
from .provider import Provider
from .settings import Options, Settings

if TYPE_CHECKING:
    from .batch import Batch, Retry
    from .downloads import OnDownload
    from .endpoint import Spec
    from .output import Output

    Files: TypeAlias = Output | Mapping[str, object] | Iterable[str] | str
    """An output, typed or as it came, or URLs."""

T = TypeVar("T")


class ClientBase:
    """What both clients share."""

    provider: ClassVar[Provider]
    is_async: ClassVar[bool]

    def __init__(
        self, token: str | None, http_client: object, uploader: object, options: Options
    ) -> None:
        self.settings = Settings.of(self.provider, token, options, uploads=uploader is not None)
        self._flows = Flows(self.provider, self.settings.policy)
        self._rebuilding = (http_client, uploader, options)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {urlsplit(self.settings.base_url).hostname}>"

    def _downloads(
        self, files: Files, directory: str | os.PathLike[str], told: OnDownload | None
    ) -> Flow[tuple[Path, ...]]:
        """The flow of a download."""
        from .downloads import Downloads, urls_in
        from .output import Output  # pydantic is loaded no earlier than it is needed

        downloads = Downloads(self.provider, self.settings.base_url, self.settings.policy)
        found = files.files if isinstance(files, Output) else urls_in(files)
        return downloads.fetch_all(found, Path(directory), told)

    def _batch(
        self,
        endpoint: Any,
        concurrency: int,
        journal: str | os.PathLike[str] | None,
        retry: Collection[Retry],
    ) -> Batch[Any]:
        """What ``map`` does with each input. Raises ``ValueError``."""
        from .batch import Batch
        from .journal import Journal

        if concurrency < 1:
            raise ValueError(f"concurrency must be at least 1, not {concurrency}")
        spec: Spec[Any, Any, Any] = getattr(endpoint, "spec", endpoint)
        held = None if journal is None else Journal(Path(journal), spec.model_id)
        return Batch(spec, self._flows, self.settings, held, self, retry)

    def __reduce__(self) -> tuple[object, ...]:
        """A client travels to another process as its options; connections and secrets stay."""
        http_client, uploader, options = self._rebuilding
        if self.settings.token is not None or http_client is not None:
            raise TypeError(
                "a client with a token or an HTTP client of its own cannot be pickled; let it find "
                "the token in the environment, or make a client in each process"
            )
        return _rebuilt, (type(self), {"uploader": uploader, **options})


def _rebuilt(kind: Callable[..., T], options: Mapping[str, Any]) -> T:
    return kind(**options)


def untyped(request_id: str, output: Json) -> Json:
    """An output as it came."""
    return output
