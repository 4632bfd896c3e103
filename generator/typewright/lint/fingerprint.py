"""What a finding is recognised by when lines move."""

from hashlib import sha256

from typewright.lint.run import Result


def fingerprint(result: Result) -> str:
    """Sixteen hexadecimal digits of code, endpoint, file name and pointer; never of lines."""
    code, owner, pointer = result.key
    name = result.diagnostic.file.rpartition("/")[2]  # of thousands: no Path for each
    text = "\0".join((code, owner, name, pointer))
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
