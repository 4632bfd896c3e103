"""The runtime that every SDK carries: our own tested modules, copied verbatim."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from typewright.ir.model import Name
from typewright.resources import runtime_directory


def runtime_files(package: Name) -> Iterator[tuple[PurePosixPath, str]]:
    """Each module of the runtime under ``<package>/_runtime/``, in sorted order."""
    source = runtime_directory()
    for path in sorted(source.rglob("*.py")):
        inside = PurePosixPath(path.relative_to(source).as_posix())
        yield PurePosixPath(package) / "_runtime" / inside, path.read_text(encoding="utf-8")
