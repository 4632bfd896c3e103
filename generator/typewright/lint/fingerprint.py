"""What a finding is recognised by when lines move."""

from hashlib import sha256
from pathlib import PurePosixPath

from typewright.lint.run import Result


def fingerprint(result: Result) -> str:
    """Sixteen hexadecimal digits of code, endpoint, file name and pointer; never of lines."""
    code, owner, pointer = result.key
    text = "\0".join((code, owner, PurePosixPath(result.diagnostic.file).name, pointer))
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
