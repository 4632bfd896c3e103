"""What a finding is recognised by when lines move."""

from functools import lru_cache
from hashlib import sha256
from pathlib import PurePosixPath

from typewright.lint.results import Result


def fingerprint(result: Result) -> str:
    """Sixteen hexadecimal digits of code, endpoint, file name and pointer; never of lines."""
    code, owner, pointer = result.key
    text = "\0".join((code, owner, _name(result.diagnostic.file), pointer))
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@lru_cache(maxsize=64)  # many findings are in one file, and a path takes its time
def _name(file: str) -> str:
    return PurePosixPath(file).name
