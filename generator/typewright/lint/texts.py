"""The texts of files by their paths, read when they are asked for."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from typewright.catalogue.reading import MAX_BYTES


class FileTexts(Mapping[str, str]):
    """Any file, none of which is kept for long: a report asks for one after the other."""

    def __getitem__(self, path: str) -> str:
        text = _text(path)
        if text is None:
            raise KeyError(path)
        return text

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


@lru_cache(maxsize=8)
def _text(path: str) -> str | None:
    if not Path(path).is_file():  # a pipe has been read, and would be waited for
        return None
    try:
        with Path(path).open("rb") as file:
            return file.read(MAX_BYTES).decode("utf-8", "replace").removeprefix("\ufeff")
    except OSError:
        return None
