"""Limits come back as datamodel-code-generator would have printed them."""

import pytest

from typewright.codegen.placeholders import neutral, with_limits

NUMBER = '{"type": "number", "minimum": %s, "maximum": %s}'
TWO = NUMBER % (10**9, 10**9 + 1)


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        ((0, 1), "ge=0.0, le=1.0"),
        ((-0.5, 1e16), "ge=-0.5, le=1e+16"),
        (("-0.0", 2**64), "ge=-0.0, le=1.8446744073709552e+19"),
        ((10**9 + 1, 10**9), "ge=1000000001.0, le=1000000000.0"),
    ],
)
def test_limits_of_floats_are_floats(limits: tuple[object, object], expected: str) -> None:
    schema = NUMBER % limits
    assert neutral(schema) == TWO
    printed = "ge=1000000000.0, le=1000000001.0"
    assert with_limits(printed, schema, printed=True) == expected


def test_limits_of_integers_are_integers() -> None:
    schema = '{"type": "integer", "maximum": -9223372036854775808}'
    found = with_limits("Field(le=1000000000)", schema, printed=True)
    assert found == "Field(le=-9223372036854775808)"


def test_inner_limits_are_replaced_too() -> None:
    inner = '{"anyOf": [{"type": "array", "items": %s, "maxItems": %s}, {"type": "null"}]}'
    text = '{"type": "string", "minLength": %s}'
    given = inner % (text % 3, 3)
    assert neutral(given) == inner % (text % 10**9, 10**9 + 1)
    assert with_limits("Sequence[str] | None", given, printed=False) == "Sequence[str] | None"


@pytest.mark.parametrize(
    ("answer", "printed"),
    [
        ("ge=1000000000.0, le=1000000001.0", False),
        ("float", True),
        ("ge=1000000000.0, le=1000000000.0", True),
        ("ge=1000000000.0, le=1000000001.0, lt=1000000001.0", True),
        ("ge=1000000000.5, le=1000000001.0", True),
        ("ge=NAMED_1000000000, le=1000000001.0", True),
    ],
)
def test_an_answer_with_other_placeholders_is_none(answer: str, printed: bool) -> None:
    assert with_limits(answer, NUMBER % (0, 1), printed=printed) is None


def test_a_schema_without_limits_is_as_it_is() -> None:
    assert neutral('{"customTypePath": "names.NAMED_0"}') == '{"customTypePath": "names.NAMED_0"}'
    assert with_limits("Literal[1000000000]", '{"type": "boolean"}', printed=True) == (
        "Literal[1000000000]"
    )
