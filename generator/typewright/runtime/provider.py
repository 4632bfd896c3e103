"""Facts about an API, as its page in the schema store has them. No guesses in code."""

from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase


@dataclass(frozen=True, slots=True)
class Routes:
    """Paths below the base URL; ``{model_id}`` and ``{request_id}`` are filled in."""

    submit: str
    status: str
    result: str
    cancel: str


@dataclass(frozen=True, slots=True)
class Statuses:
    """The words an API has for the phases of a job; a word in none of them is no end."""

    queued: tuple[str, ...]
    running: tuple[str, ...]
    finished: tuple[str, ...]
    succeeded: tuple[str, ...]
    failed: tuple[str, ...]
    cancelled: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes: of an image and a video as recommended, of a request body, of one download."""

    image_bytes: int
    video_bytes: int
    body_bytes: int
    download_bytes: int


@dataclass(frozen=True, slots=True)
class Provider:
    """One API; ``error_codes`` maps the vendor's codes to the kinds of :mod:`.errors`."""

    name: str
    display_name: str
    base_url: str
    base_url_env: tuple[str, ...]
    auth_header: str
    auth_scheme: str
    token_env: tuple[str, ...]
    routes: Routes
    statuses: Statuses
    request_id_pattern: str
    error_codes: Mapping[str, str]
    limits: Limits
    local_files: str
    download_hosts: tuple[str, ...]

    def serves_download(self, host: str) -> bool:
        """Whether results may be fetched from ``host``."""
        return any(fnmatchcase(host.lower(), pattern) for pattern in self.download_hosts)
