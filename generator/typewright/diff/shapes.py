"""Two shapes of one JSON type: values, limits, pattern, format, members."""

from collections.abc import Iterator

from typewright.diff.bounds import compare_bounds
from typewright.diff.differences import Difference, Pair, said
from typewright.diff.parts import Shape
from typewright.diff.values import compare_values, finite, fits

_OTHERWISE = "nothing to do"


def compare_shapes(pair: Pair, old: Shape, new: Shape) -> Iterator[Difference]:
    """Differences of ``old`` and ``new``, but for what is inside of arrays and objects."""
    if new.type in ("null", "any"):
        return
    if old.values is not None or new.values is not None:
        yield from compare_values(pair, old, new)
        return
    yield from _relevant(old, new, compare_bounds(pair, old, new))
    if new.type == "string":
        yield from _pattern(pair, old, new)
    if new.type in ("string", "array"):
        yield from _format(pair, old, new)


def _relevant(old: Shape, new: Shape, found: Iterator[Difference]) -> Iterator[Difference]:
    """``found`` without bounds that exclude no value which there was, or let no new one in."""
    before, after = finite(old), finite(new)
    lost = before is None or not all(fits(value, new) for value in before.values())
    gained = after is None or not all(fits(value, old) for value in after.values())
    for each in found:
        if lost if each.kind == "bound-tightened" else gained:
            yield each


def _pattern(pair: Pair, old: Shape, new: Shape) -> Iterator[Difference]:
    before, after = old.word("pattern"), new.word("pattern")
    request = pair.direction == "request"
    if before == after:
        return
    if before is None:
        words = f"send texts that match {said([after])}" if request else _OTHERWISE
        yield pair.between(old, new, "pattern-added", words, "pattern")
    elif after is None:
        words = "any text may be sent now" if request else "expect any text"
        yield pair.between(old, new, "pattern-removed", words, "pattern")
    else:
        verb = "send" if request else "expect"
        words = f"{verb} texts that match {said([after])}, no longer {said([before])}"
        yield pair.between(old, new, "pattern-changed", words, "pattern")


def _format(pair: Pair, old: Shape, new: Shape) -> Iterator[Difference]:
    before, after = old.word("format"), new.word("format")
    if pair.direction == "request" and old.media != new.media:
        yield _file(pair, old, new)
    elif before != after:
        words = f"the format is {said([after])}, was {said([before])}; the Python type is the same"
        yield pair.between(old, new, "format-changed", words, "format")


def _file(pair: Pair, old: Shape, new: Shape) -> Difference:
    if new.media is None:
        words = "text is sent as it is now: hand over a URL, no longer a file"
        why = "what is sent stays the same; a call that hands over a path or bytes is refused"
        return pair.between(old, new, "format-changed-type", words, "format", unprovable=why)
    if old.media is None:
        words = f"this is a file now ({new.media}): pass an https URL, a path, bytes"
        return pair.between(
            old, new, "format-changed-type", words, "format", "pattern", "minLength", "maxLength"
        )
    words = f"pass a file of the kind {new.media}, no longer {old.media}"
    why = "both sides take any URL; only what is behind it must be of another kind"
    return pair.between(old, new, "format-changed-type", words, "format", unprovable=why)
