"""What each kind of change means for callers: one row a kind, as docs/decisions/060-diff.md has it.

A request may be narrowed by no release that is not major; a response may be widened by none.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

Kind: TypeAlias = Literal[
    "bound-loosened",
    "bound-tightened",
    "became-enum",
    "became-optional",
    "became-required",
    "cannot-be-judged",
    "default-added",
    "default-changed",
    "default-removed",
    "endpoint-added",
    "endpoint-moved",
    "endpoint-removed",
    "enum-as-range",
    "enum-label-changed",
    "enum-reordered",
    "enum-value-added",
    "enum-value-removed",
    "format-changed",
    "format-changed-type",
    "media-rule-added",
    "media-rule-exclusive",
    "media-rule-inclusive",
    "media-rule-loosened",
    "media-rule-removed",
    "media-rule-tightened",
    "media-rules-moved",
    "no-longer-enum",
    "pattern-added",
    "pattern-changed",
    "pattern-removed",
    "price-changed",
    "property-added",
    "property-added-required",
    "property-removed",
    "property-renamed",
    "provider-changed",
    "python-name-changed",
    "text-changed",
    "type-changed",
    "type-narrowed",
    "type-widened",
]

Level: TypeAlias = Literal["none", "patch", "minor", "major"]


@dataclass(frozen=True, slots=True)
class Row:
    """The bump of a kind on either side; ``behaviour`` flags requests that may go otherwise."""

    request: Level
    response: Level
    behaviour: bool = False


TAXONOMY: Final[Mapping[Kind, Row]] = {
    "property-added": Row("minor", "minor"),
    "property-added-required": Row("major", "minor"),
    "property-removed": Row("major", "major"),
    "property-renamed": Row("major", "major"),
    "became-required": Row("major", "minor"),
    "became-optional": Row("minor", "major"),
    "enum-value-added": Row("minor", "minor"),
    "enum-value-removed": Row("major", "minor"),
    "became-enum": Row("major", "minor"),
    "no-longer-enum": Row("minor", "minor"),
    "enum-label-changed": Row("major", "major"),
    "enum-reordered": Row("none", "none"),
    "enum-as-range": Row("none", "none"),
    "bound-tightened": Row("major", "minor"),
    "bound-loosened": Row("minor", "major"),
    "pattern-added": Row("major", "minor"),
    "pattern-changed": Row("major", "major"),
    "pattern-removed": Row("minor", "major"),
    "type-widened": Row("minor", "major"),
    "type-narrowed": Row("major", "minor"),
    "type-changed": Row("major", "major"),
    "format-changed": Row("minor", "minor"),
    "format-changed-type": Row("major", "major"),
    "default-changed": Row("minor", "patch", behaviour=True),
    "default-added": Row("minor", "patch", behaviour=True),
    "default-removed": Row("minor", "patch", behaviour=True),
    "media-rule-added": Row("major", "none"),
    "media-rule-tightened": Row("major", "none"),
    "media-rule-loosened": Row("minor", "none"),
    "media-rule-removed": Row("minor", "none"),
    "media-rule-inclusive": Row("minor", "none"),
    "media-rule-exclusive": Row("major", "none"),
    "media-rules-moved": Row("none", "none"),
    "text-changed": Row("patch", "patch"),
    "cannot-be-judged": Row("major", "major"),
    # The rest concerns an endpoint as a whole: both columns say the same.
    "python-name-changed": Row("major", "major"),
    "endpoint-added": Row("minor", "minor"),
    "endpoint-removed": Row("major", "major"),
    "endpoint-moved": Row("major", "major"),
    "price-changed": Row("patch", "patch", behaviour=True),
    "provider-changed": Row("minor", "minor", behaviour=True),
}
