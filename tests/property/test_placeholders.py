"""Asked without its limits, a type is printed as if it had been asked for with them."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from typewright.codegen import models
from typewright.codegen.class_views import params_name
from typewright.codegen.models import ClassSource, classes
from typewright.codegen.normalised import Shaper
from typewright.ir.model import (
    Anything,
    Array,
    Boolean,
    Choice,
    Field,
    Map,
    Media,
    Name,
    Nullable,
    Number,
    Record,
    Text,
    Type,
    Union,
)

FAR = st.sampled_from(
    (0, 1, -1, 10**9, 10**9 + 1, 2**31 - 1, 2**53 + 1, -(2**63), 2**64, 2**64 + 1, 10**30, 10**400)
)
ODD = st.sampled_from((0.0, -0.0, 1.0, 0.1, 1e-7, 1e15, 1e16, 1e22, 1e300, 5e-324, -2.5, 1e9))
limits = st.none() | st.integers(-3, 3) | st.integers() | FAR | ODD | st.floats(allow_nan=False)
finite = limits.filter(lambda each: each not in (float("inf"), float("-inf")))
steps = finite.filter(lambda each: each is None or 0 < each <= 2**65)
sizes = st.none() | st.integers(0, 3) | FAR.filter(lambda each: each >= 0)

SIZE = Choice(Name("Size"), ("a", "b"))
leaves: st.SearchStrategy[Type] = st.one_of(
    st.builds(Text, sizes, sizes),
    st.builds(Number, st.booleans(), finite, finite, finite, finite, steps),
    st.sampled_from((Boolean(), Anything(), Media("image"), SIZE)),
)


def _containers(inner: st.SearchStrategy[Type]) -> st.SearchStrategy[Type]:
    members = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        st.builds(Array, inner, sizes, sizes),
        st.builds(Map, inner),
        st.builds(Union, members),
        st.builds(Nullable, inner),
    )


types = st.recursive(leaves, _containers, max_leaves=5)


def record(kinds: list[tuple[Type, bool]]) -> Record:
    """A class with a field of each type, required or not."""
    names = (f"part_{number}" for number in range(len(kinds)))
    fields = (
        Field(name, Name(name), kind, required, f"/properties/{name}")
        for name, (kind, required) in zip(names, kinds, strict=True)
    )
    return Record(Name("EditInput"), tuple(fields))


def named(kind: Type) -> str | None:
    match kind:
        case Choice(name=name):
            return name
        case Media():
            return "Image"
        case _:
            return None


SHAPERS = (
    Shaper(named, str, for_models=True),
    Shaper(named, params_name, for_models=False),
)


def printed(kinds: list[tuple[Type, bool]]) -> list[tuple[ClassSource, ...]]:
    """Model and TypedDict, asked for by a run that knows nothing."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(models, "_known", {})
        patch.setattr(models, "_settled", {})
        return [classes(record(kinds), shaper) for shaper in SHAPERS]


def one(kind: Type) -> list[tuple[Type, bool]]:
    return [(kind, True)]


def answered(answer: str, _schema: str, *, printed: bool) -> str:
    """What was asked with its limits has them in its answer."""
    return answer


@settings(max_examples=settings().max_examples // 4)
@given(st.lists(st.tuples(types, st.booleans()), min_size=1, max_size=30))
@example(one(Number(True, exclusive_minimum=2.5, multiple_of=1)))
@example(one(Number(True, minimum=3, exclusive_minimum=2.5)))
@example(one(Number(True, exclusive_maximum=5.0, multiple_of=2.5)))
@example(one(Number(False, -0.0, 10**400)))
@example(one(Number(False, 10**9, 10**9 + 1, 10**9, 10**9 + 1, 10**9)))
@example(one(Number(False, 0, 0.0, -0.0, False, True)))
@example(one(Union((Text(max_length=3), Text(max_length=3), Boolean(), Number(True, 1, 1)))))
def test_limits_are_printed_as_given(kinds: list[tuple[Type, bool]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(models, "neutral", str)
        patch.setattr(models, "with_limits", answered)
        exact = printed(kinds)
    assert printed(kinds) == exact
