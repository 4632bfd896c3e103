"""The parser of media rules.

Oracle: what parses is printed and parsed again to the same; a recogniser that goes character by
character says of any text whether it is a rule. A schema that carries the text as a rule has the
finding TW402 if it is none, and a Rule of the runtime prints the same metric and operator.
"""

from pathlib import PurePosixPath

from typewright.catalogue.media_rules import check_rules
from typewright.catalogue.model import Document, Json
from typewright.catalogue.rules import METRICS, parse_rule
from typewright.catalogue.schema import subschemas
from typewright.runtime.rules import Rule

LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
WORD = LETTERS | frozenset("0123456789_")
OPERATORS = ("<=", ">=", "==", "<", ">")
LONGEST = 64


def one_input(data: bytes) -> None:
    """Parse ``data`` both ways. Raises ``AssertionError`` where they differ."""
    text = data.decode("utf-8", errors="surrogateescape")
    parsed, expected = parse_rule(text), _recognised(text)
    assert parsed == expected
    if parsed is not None:
        metric, operator = parsed
        assert parse_rule(metric + operator) == parsed
        assert parse_rule(f" {metric}  {operator} ") == parsed
        assert Rule(metric, operator, 1).text == f"{metric} {operator} 1"
    _assert_finding(text, parsed)


def _recognised(text: str) -> tuple[str, str] | None:
    """``metric operator`` by hand: names, at most one slash, spaces around and no other ones."""
    body = text.strip(" ")
    operator = next((each for each in OPERATORS if body.endswith(each)), None)
    if operator is None:
        return None
    metric = body.removesuffix(operator).rstrip(" ")
    names = metric.split("/")
    return (metric, operator) if len(names) <= 2 and all(map(_is_name, names)) else None


def _is_name(text: str) -> bool:
    return 1 <= len(text) <= LONGEST and text[0] in LETTERS and WORD.issuperset(text)


def _assert_finding(text: str, parsed: tuple[str, str] | None) -> None:
    schema: Json = {"properties": {"a": {"validations": [{"validation_rule": text}]}}}
    document = Document(PurePosixPath("x.json"), "{}", schema)
    schemas = tuple(subschemas(schema))
    codes = [each.code for each in check_rules(document, schemas, "", carry_unknown=False)]
    is_known = parsed is not None and parsed[0] in METRICS
    assert codes == ([] if is_known else ["TW402"])
