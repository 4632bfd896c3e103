"""What a finding is recognised by when lines move."""

from hashlib import sha256

from typewright.lint.run import Result


def fingerprint(result: Result) -> str:
    """Sixteen hexadecimal digits of code, endpoint (or file), side and pointer; never of lines."""
    code, owner, pointer = result.key
    text = "\0".join((code, owner, result.side or "", pointer))
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
