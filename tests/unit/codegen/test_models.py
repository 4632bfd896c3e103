"""Asked for one by one or all at once, with limits or without, a type is printed the same."""

from collections.abc import Callable, Sequence

import pytest

from benchmarks.synthetic import project
from typewright.codegen import models
from typewright.codegen.namespaces import tree
from typewright.codegen.normalised import Shape, Shaper
from typewright.codegen.views import endpoint_view, learn_types
from typewright.config import load_config
from typewright.ir.model import Array, Field, Name, Number, Record, Sdk, Text, Type
from typewright.pipeline import prepare


@pytest.fixture(scope="module")
def sdk(tmp_path_factory: pytest.TempPathFactory) -> Sdk:
    directory = project(tmp_path_factory.mktemp("synthetic"), 8)
    prepared = prepare(load_config(directory))
    assert not prepared.findings, "a synthetic catalogue is a clean one"
    assert prepared.sdk is not None
    return prepared.sdk


def forget(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "_known", {})
    monkeypatch.setattr(models, "_settled", {})


def asked(
    monkeypatch: pytest.MonkeyPatch, answer: Callable[[Shape], str]
) -> Callable[[Type], tuple[str, list[str]]]:
    """Gives the annotation of a type, and what was asked, when ``answer`` is what is printed."""
    forget(monkeypatch)
    questions: list[str] = []

    def printed(shapes: Sequence[Shape], target: str) -> list[str]:
        assert target == "pydantic"
        questions.extend(each.schema for each in shapes)
        return [answer(each) for each in shapes]

    def ask(kind: Type) -> tuple[str, list[str]]:
        questions.clear()
        field = Field("size", Name("size"), kind, required=True, pointer="/properties/size")
        record = Record(Name("EditInput"), (field,))
        (source,) = models.classes(record, Shaper(lambda _: None, str, for_models=True))
        return source.annotations[0], list(questions)

    monkeypatch.setattr(models, "_printed", printed)
    return ask


def test_types_do_not_depend_on_their_neighbours(sdk: Sdk, monkeypatch: pytest.MonkeyPatch) -> None:
    nodes = tree(sdk.endpoints)
    forget(monkeypatch)
    learn_types(sdk.endpoints)
    together = [endpoint_view(each, nodes) for each in sdk.endpoints]
    forget(monkeypatch)
    alone = [endpoint_view(each, nodes) for each in reversed(sdk.endpoints)]
    assert together == alone[::-1]


def test_a_new_limit_is_no_question(monkeypatch: pytest.MonkeyPatch) -> None:
    ask = asked(monkeypatch, lambda _: "Annotated[str, Field(max_length=1000000000)]")
    question = '{"type": "string", "maxLength": 1000000000}'
    assert ask(Text(max_length=5)) == ("Annotated[str, Field(max_length=5)]", [question])
    assert ask(Text(max_length=600)) == ("Annotated[str, Field(max_length=600)]", [])
    inner = Array(Text(max_length=7))
    known = '{"type": "array", "items": {"customTypePath": "names.NAMED_0"}}'
    assert ask(inner)[1] == [known]


@pytest.mark.parametrize(
    "neutral",
    ["PositiveInt", "Annotated[int, Field(ge=1000000000, gt=1000000000)]", "Field(ge=1000000001)"],
)
def test_where_a_placeholder_is_lost_the_limit_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, neutral: str
) -> None:
    ask = asked(monkeypatch, lambda shape: neutral if "0000000" in shape.schema else "Exact")
    questions = [f'{{"type": "integer", "minimum": {limit}}}' for limit in (10**9, 1)]
    assert ask(Number(True, minimum=1)) == ("Exact", questions)
    assert ask(Number(True, minimum=2)) == ("Exact", ['{"type": "integer", "minimum": 2}'])


@pytest.mark.parametrize(
    "kind",
    [
        Number(True, exclusive_minimum=2.5),
        Number(True, multiple_of=1),
        Number(True, maximum=2**64 + 1),
        Number(False, minimum=-1e300, maximum=1),
        Number(False, exclusive_maximum=float("nan")),
    ],
)
def test_a_limit_that_might_be_corrected_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, kind: Number
) -> None:
    annotation, questions = asked(monkeypatch, lambda _: "Exact")(kind)
    assert annotation == "Exact"
    assert len(questions) == 1
    assert "1000000000" not in questions[0]
