"""TW9: the upkeep of lint itself."""

from collections.abc import Sequence

from typewright.diagnostics import Diagnostic, Severity
from typewright.lint.model import Whole
from typewright.lint.registry import rule
from typewright.lint.reported import Reported, told


@rule("TW901", "stale-suppression", Severity.WARNING, scope="reported", fix="safe")
def stale_suppression(whole: Whole, found: Sequence[Diagnostic]) -> Reported:
    """A suppression suppresses nothing, or has expired.

    What it finds
        An entry of ``typewright-suppress.toml`` that matches no finding any more, or whose day is
        over. The fix deletes the first kind.
    Why it matters
        It would hide the same finding when it comes back, for a reason that no longer holds.
    Bad
        code = "TW203" for a property that has a minLength by now
    Good
        no entry
    """
    return told(found)
