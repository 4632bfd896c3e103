"""What vendors write, read exactly; and what cannot be read, or agrees, passed over in silence."""

from fractions import Fraction
from pathlib import PurePosixPath
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typewright.catalogue.model import Document
from typewright.lint.families.enums import (
    boolean_like_enum,
    repeated_label,
    wrong_ratio_label,
)
from typewright.lint.families.languages import mixed_languages
from typewright.lint.families.messages import (
    boundary_disagrees,
    boundary_left_open,
    message_of_another_axis,
    number_disagrees,
    uploaded_url,
)
from typewright.lint.families.names import awkward_name
from typewright.lint.families.prose import case_differs, condition_in_prose, file_types_in_prose
from typewright.lint.families.quantities import advised_length, counts_differ, quantity_without_unit
from typewright.lint.families.values import default_without_effect, example_as_default
from typewright.lint.model import Spot, Subject
from typewright.lint.prose.bounds import bounds, values_of
from typewright.lint.prose.conditions import NO_EFFECT, ONLY, TELLING
from typewright.lint.prose.counts import counted, lengths
from typewright.lint.prose.expressions import expression

from .corpus.prose import PROSE
from .corpus.said import LANGUAGES, METRICS, message, open_message
from .corpus.sentences import (
    ACCEPTED,
    ADVISED,
    AGREEING,
    CONDITIONAL,
    COUNTED,
    LANGUAGES_ASIDE,
    NAMED_LONGEST,
    NOT_UPLOADED,
    OF_A_VALUE,
    OTHER_AXIS,
    OTHER_NUMBER,
    OTHER_SIDE,
    OTHERWISE,
    PHRASED,
    UNADVISED,
    UNCONDITIONAL,
    UNCOUNTED,
    UNITLESS,
    UNITS,
    UNREADABLE,
)
from .corpus.wordings import OPEN, STATED, Language

_VALUES = {"file_size_mb": 30, "width_pixels": 6000, "height_pixels": 300, "width/height": 2.5}


def spot(schema: dict[str, Any], **siblings: Any) -> Spot:
    """An argument called "batch" and its siblings."""
    owner: dict[str, Any] = {"type": "object", "properties": {**siblings, "batch": schema}}
    subject = Subject(Document(PurePosixPath("input.schema.json"), "", owner), "input")
    return next(each for each in subject.spots if each.name == "batch")


def read(text: str, metric: str, value: float) -> list[tuple[str, bool | None]]:
    exact = Fraction(str(value))
    return [(e.side, e.inclusive) for e in bounds(text) if exact in values_of(e, metric)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("metric", METRICS)
def test_every_wording_of_a_bound(language: Language, metric: str) -> None:
    value = _VALUES[metric]
    for relation, wordings in STATED[language].items():
        for number in range(len(wordings)):
            text = message(language, metric, relation, value, number)
            side = "upper" if "<" in relation else "lower"
            assert read(text, metric, value) == [(side, "=" in relation)], text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("metric", METRICS)
def test_every_wording_that_leaves_the_ends_open(language: Language, metric: str) -> None:
    for number in range(len(OPEN[language])):
        text = open_message(language, metric, 0.4, _VALUES[metric], number)
        assert read(text, metric, 0.4) == [("lower", None)], text
        assert read(text, metric, _VALUES[metric]) == [("upper", None)], text
        assert len(list(boundary_left_open(ruled(f"{metric}>=", 0.4, text)))) == 1, text


@pytest.mark.parametrize(("text", "stated"), PHRASED)
def test_what_pages_say(text: str, stated: str) -> None:
    """``stated`` is each bound as a relation and its number; "?" leaves the end open."""
    found = [
        f"{'<' if each.side == 'upper' else '>'}{_END[each.inclusive]}{_least(each.quantity.values)}"
        for each in bounds(text)
    ]
    assert " ".join(found) == stated


_END = {True: "=", False: "", None: "?"}


def _least(values: frozenset[Fraction]) -> str:
    return format(float(min(values)), "g")


def ruled(rule: str, value: float, text: str) -> Spot:
    """An argument with one media rule and its message."""
    entry = {"validation_rule": rule, "validation_value": value, "validation_error": text}
    return spot({"type": "string", "format": "image_uri", "validations": [entry]})


@pytest.mark.parametrize("text", UNREADABLE)
@pytest.mark.parametrize("metric", METRICS)
def test_a_message_that_states_nothing_gives_nothing(text: str, metric: str) -> None:
    for operator in ("<", "<=", ">", ">="):
        place = ruled(f"{metric}{operator}", 6000, text)
        for judge in (boundary_disagrees, boundary_left_open, number_disagrees):
            assert list(judge(place)) == [], text
        assert list(message_of_another_axis(place)) == []


@pytest.mark.parametrize(("rule", "value", "text"), AGREEING)
def test_a_message_that_agrees_gives_nothing(rule: str, value: float, text: str) -> None:
    for judge in (boundary_disagrees, number_disagrees, message_of_another_axis):
        assert list(judge(ruled(rule, value, text))) == []


@pytest.mark.parametrize("text", OTHER_SIDE)
def test_a_message_from_the_other_side(text: str) -> None:
    assert len(list(boundary_disagrees(ruled("width_pixels>", 6000, text)))) == 1


@pytest.mark.parametrize(("rule", "value", "text", "number"), OTHER_NUMBER)
def test_a_message_with_another_number(rule: str, value: float, text: str, number: str) -> None:
    (found,) = number_disagrees(ruled(rule, value, text))
    assert found.message == f"the rule says {value}, its message {number}"


@given(st.integers(1, 99), st.integers(1, 99))
def test_the_best_double_of_a_ratio_is_its_number(width: int, height: int) -> None:
    for operator, words in (("<=", "must not exceed"), (">=", "must be at least")):
        place = ruled(f"width/height{operator}", width / height, f"It {words} {width}:{height}.")
        assert list(number_disagrees(place)) == []
        assert list(boundary_disagrees(place)) == []
    strict = ruled("width/height<", width / height, f"It must not exceed {width}:{height}.")
    assert len(list(boundary_disagrees(strict))) == 1


@pytest.mark.parametrize("text", OTHER_AXIS)
def test_a_message_of_another_axis(text: str) -> None:
    assert len(list(message_of_another_axis(ruled("width_pixels<=", 4096, text)))) == 1
    assert list(message_of_another_axis(ruled("height_pixels<=", 4096, text))) == []


@pytest.mark.parametrize("text", NOT_UPLOADED)
def test_a_message_that_speaks_of_no_upload(text: str) -> None:
    assert list(uploaded_url(ruled("file_size_mb<=", 10, text))) == []


@pytest.mark.parametrize(
    "text", ["Width less than 300 pixels.", "Image width is smaller than 300 px", "小于300像素"]
)
def test_what_is_wrong_with_a_file_is_no_demand_from_the_other_side(text: str) -> None:
    """Some messages say what the file is, not what it has to be."""
    assert list(boundary_disagrees(ruled("width_pixels>=", 300, text))) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("name", "value", "sibling"),
    [
        ("mode", "auto", {"enum": ["auto", "off"]}),
        ("sequential_image_generation", "auto", {"enum": ["auto", "disabled"]}),
        ("resolution", "1080p", {"enum": ["720p", "1080p"]}),
        ("enable_sync", True, {"type": "boolean"}),
    ],
)
def test_every_wording_of_a_condition(
    language: Language, name: str, value: Any, sibling: Any
) -> None:
    prose = PROSE[language]
    for negative, wordings in ((False, prose.only_when), (True, prose.no_effect)):
        for wording in wordings:
            said = wording.format(name=name, value=str(value).lower())
            found = spot({"description": said}, **{name: sibling}).condition
            assert found is not None, said
            assert (found.name, found.value, found.negative) == (name, value, negative), said


@pytest.mark.parametrize(
    ("said", "negative"),
    [
        ("Only applies when mode is not auto.", True),
        ("Has no effect unless mode is auto.", False),
        ("Ignored unless mode is set to auto.", False),
        ("Is ignored if mode is not auto.", False),
        ("仅当mode不为auto时生效。", True),
        ("Wird nur verwendet, wenn mode nicht auto ist.", True),
        ("Viene ignorato se mode non è auto.", False),
        ("mode가 auto가 아닌 경우 무시됩니다.", False),
        ("modeがautoでない場合は無視されます。", False),
        ("modeがautoに設定されていない場合は無視されます。", False),
        ("mode가 auto로 설정되지 않은 경우 무시됩니다.", False),
        ("Ignored when mode isn\u2019t auto.", False),
        ("Ignored when mode is auto, otherwise used.", True),
    ],
)
def test_a_condition_that_is_turned_round(said: str, negative: bool) -> None:
    found = spot({"description": said}, mode={"enum": ["auto", "off"]}).condition
    assert found is not None
    assert (found.value, found.negative) == ("auto", negative)


@pytest.mark.parametrize("said", OTHERWISE)
def test_what_holds_otherwise_turns_nothing_round(said: str) -> None:
    mode = {"enum": ["auto", "off"], "default": "auto"}
    place = spot({"description": said, "default": 15}, mode=mode)
    assert place.condition is not None
    assert (place.condition.value, place.condition.negative) == ("auto", False)
    assert list(default_without_effect(place)) == []


@pytest.mark.parametrize("default", ["", None, False, [], {}])
def test_a_default_that_asks_for_nothing_has_its_effect(default: Any) -> None:
    mode = {"enum": ["auto", "off"], "default": "off"}
    described = {"description": "Only applies when mode is auto."}
    assert list(default_without_effect(spot({**described, "default": default}, mode=mode))) == []
    assert len(list(default_without_effect(spot({**described, "default": 0}, mode=mode)))) == 1


_AUTO = {"properties": {"mode": {"const": "auto"}}, "required": ["mode"]}


@pytest.mark.parametrize(
    ("stated", "count"),
    [
        ({}, 1),
        ({"if": _AUTO, "else": {"properties": {"batch": False}}}, 0),
        ({"if": _AUTO, "else": {"not": {"required": ["batch"]}}}, 0),
        ({"if": _AUTO, "then": {"properties": {"seed": False}}}, 1),
        (
            {
                "allOf": [
                    {"if": _AUTO, "then": {}, "else": {"properties": {"batch": False, "x": False}}}
                ]
            },
            0,
        ),
        (
            {
                "allOf": [
                    {
                        "if": {"properties": {"mode": {"enum": ["auto"]}}},
                        "else": {"properties": {"batch": False}},
                    }
                ]
            },
            0,
        ),
        (
            {
                "allOf": [
                    {
                        "if": {"properties": {"mode": {"const": "off"}}},
                        "then": {"properties": {"batch": False}},
                    }
                ]
            },
            0,
        ),
        ({"anyOf": [_AUTO, {"not": {"required": ["batch"]}}]}, 1),
        ({"oneOf": [{"properties": {"mode": {"const": "off"}, "batch": False}}]}, 0),
        ({"dependentSchemas": {"batch": _AUTO}}, 0),
    ],
)
def test_a_condition_that_the_schema_states_in_any_way(stated: Any, count: int) -> None:
    place = spot({"description": "Only applies when mode is auto."}, mode={"enum": ["auto", "off"]})
    owner = {**(place.owner or {}), **stated}
    assert len(list(condition_in_prose(place._replace(owner=owner)))) == count


@pytest.mark.parametrize("said", OF_A_VALUE)
def test_a_condition_of_one_value_is_none_of_the_property(said: str) -> None:
    for own in ({"enum": ["720p", "1080p"]}, {}):
        assert spot({"description": said, **own}, duration={"enum": [5, 10]}).condition is None


@pytest.mark.parametrize("compared", ["> 5", ">= 5", "≥5", "< 5", "-5", "5+", "above 5"])
def test_a_comparison_is_no_value(compared: str) -> None:
    said = f"Only used when duration is {compared}."
    assert spot({"description": said}, duration={"enum": [5, 10]}).condition is None


@pytest.mark.parametrize(("said", "values", "value"), NAMED_LONGEST)
def test_a_value_that_is_a_part_of_another(said: str, values: tuple[Any, ...], value: Any) -> None:
    found = spot({"description": said}, model={"enum": list(values)}).condition
    assert (found and found.value) == value


def test_a_value_that_both_have() -> None:
    mode = {"enum": ["auto", "off"]}
    said = "{}nly available when mode is auto."
    assert spot({**mode, "description": said.format("O")}, mode=mode).condition is not None
    assert spot({**mode, "description": said.format("auto is o")}, mode=mode).condition is None


@given(st.from_regex(ONLY) | st.from_regex(NO_EFFECT))
def test_whatever_states_a_condition_is_looked_at(said: str) -> None:
    assert expression(TELLING).search(said)


@pytest.mark.parametrize(("said", "value", "negative"), CONDITIONAL)
def test_other_wordings_of_a_condition(said: str, value: Any, negative: bool) -> None:
    siblings = {"mode": {"enum": ["auto", "off"]}, "audio": {"type": "boolean"}}
    found = spot({"description": said}, **siblings).condition
    assert found is not None
    assert (found.value, found.negative) == (value, negative)


@pytest.mark.parametrize(
    "mode",
    [
        {"anyOf": [{"enum": ["auto", "off"]}, {"type": "null"}]},
        {"oneOf": [{"type": "null"}, {"type": "string", "enum": ["auto", "off"]}]},
        {"type": ["string", "null"], "enum": ["auto", "off", None]},
    ],
)
def test_a_condition_of_what_may_be_null(mode: Any) -> None:
    place = spot({"description": "Only applies when mode is auto."}, mode=mode)
    assert len(list(condition_in_prose(place))) == 1
    default = {"description": "Only applies when mode is auto.", "default": 15}
    place = spot(default, mode={**mode, "default": "off"})
    assert len(list(default_without_effect(place))) == 1


@pytest.mark.parametrize(
    "audio", [{"type": ["boolean", "null"]}, {"anyOf": [{"type": "boolean"}, {"type": "null"}]}]
)
def test_a_condition_of_a_boolean_that_may_be_null(audio: Any) -> None:
    found = spot({"description": "Only used when audio is true."}, audio=audio).condition
    assert found is not None
    assert found.value is True


@pytest.mark.parametrize("said", UNCONDITIONAL)
def test_a_description_without_a_plain_condition_gives_nothing(said: str) -> None:
    place = spot({"description": said}, mode={"enum": ["auto", "off"]}, seed={"type": "integer"})
    assert list(condition_in_prose(place)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_counts_and_lengths(language: Language) -> None:
    for wording in PROSE[language].counts:
        said = wording.format(a=2, b=5)
        stated = counted(said)
        assert (stated.least, stated.most) == (2, 5), said
        agreeing = {"type": "array", "description": said, "minItems": 2, "maxItems": 5}
        assert list(counts_differ(spot(agreeing))) == []
        assert len(list(counts_differ(spot({**agreeing, "minItems": 1, "maxItems": 6})))) == 2
    for wording in PROSE[language].length:
        assert len(list(lengths(wording.format(n=600)))) == 1, wording
    for said in (*PROSE[language].plain, PROSE[language].about, PROSE[language].seconds):
        assert list(counts_differ(spot({"type": "array", "description": said}))) == []
        assert list(advised_length(spot({"type": "string", "description": said}))) == []


@pytest.mark.parametrize(("said", "types"), ACCEPTED)
def test_files_that_are_taken(said: str, types: str) -> None:
    found = list(file_types_in_prose(spot({"format": "image_uri", "description": said})))
    assert [each.message.partition(": ")[2] for each in found] == ([types] if types else [])


@pytest.mark.parametrize("said", UNITS)
def test_a_unit(said: str) -> None:
    number = {"type": "integer", "description": said}
    assert list(quantity_without_unit(spot(number)._replace(name="duration"))) == []


@pytest.mark.parametrize("said", UNITLESS)
def test_no_unit(said: str) -> None:
    place = spot({"type": "integer", "description": said})
    assert len(list(quantity_without_unit(place._replace(name="duration")))) == 1
    assert list(quantity_without_unit(place._replace(name="length_penalty"))) == []


@pytest.mark.parametrize(
    ("value", "said", "count"),
    [
        ("mp4", "Container, MP4 or WebM.", 0),
        ("mp3", "MP3.", 0),
        ("h264", "Codec: H264.", 0),
        ("3d", "A 3D rendering.", 0),
        ("1080p", "Up to 1080P.", 1),
        ("2K", "In 2k.", 1),
        ("wan2.2", "Wan2.2 model from Alibaba.", 0),
        ("veo3", "Veo3 by Google.", 0),
        ("kling-v2", "Kling-V2 is slower.", 0),
        ("gpt-4o", "Made by GPT-4o.", 0),
        ("sd3", "Of SD3.", 0),
        ("prores422", "ProRes422.", 0),
    ],
)
def test_what_prose_writes_large(value: str, said: str, count: int) -> None:
    values = {"enum": [value, "webm"]}
    for place in (spot({**values, "description": said}), spot({"description": said}, kind=values)):
        assert len(list(case_differs(place.subject))) == count


@pytest.mark.parametrize("said", UNCOUNTED)
def test_what_does_not_count_the_items(said: str) -> None:
    assert list(counts_differ(spot({"type": "array", "description": said}))) == []


@pytest.mark.parametrize("said", COUNTED)
def test_what_counts_the_items(said: str) -> None:
    assert counted(said).most == 10


@pytest.mark.parametrize(
    ("schema", "place"),
    [
        ({"type": ["array", "null"], "maxItems": 3}, "/maxItems"),
        ({"anyOf": [{"type": "array", "maxItems": 3}, {"type": "null"}]}, "/anyOf/0/maxItems"),
        ({"oneOf": [{"type": "null"}, {"type": "array", "maxItems": 3}]}, "/oneOf/1/maxItems"),
        ({"anyOf": [{"type": "array"}, {"type": "null"}], "maxItems": 3}, "/maxItems"),
        ({"anyOf": [{"type": "array"}, {"type": "null"}]}, "/description"),
        ({"anyOf": [{"type": "array", "maxItems": 4}, {"type": "null"}]}, None),
        ({"anyOf": [{"type": "array", "maxItems": 3}, {"type": "string"}]}, None),
        ({"type": ["array", "string"], "maxItems": 3}, None),
    ],
)
def test_a_count_of_a_list_that_may_be_null(schema: dict[str, Any], place: str | None) -> None:
    found = counts_differ(spot({**schema, "description": "Up to 4 images."}))
    assert [each.at for each in found] == ([place] if place else [])


@pytest.mark.parametrize(
    ("schema", "count"),
    [
        ({"type": ["string", "null"]}, 1),
        ({"anyOf": [{"type": "string"}, {"type": "null"}]}, 1),
        ({"type": ["string", "null"], "maxLength": 9}, 0),
        ({"anyOf": [{"type": "string", "maxLength": 9}, {"type": "null"}]}, 0),
        ({"anyOf": [{"type": "string"}, {"type": "null"}], "maxLength": 9}, 0),
        ({"anyOf": [{"type": "string"}, {"type": "integer"}]}, 0),
    ],
)
def test_a_length_of_a_text_that_may_be_null(schema: dict[str, Any], count: int) -> None:
    place = spot({**schema, "description": "Up to 600 words."})
    assert len(list(advised_length(place))) == count


@pytest.mark.parametrize("said", UNADVISED)
def test_what_advises_no_length(said: str) -> None:
    assert list(advised_length(spot({"type": "string", "description": said}))) == []


@pytest.mark.parametrize(("said", "length"), ADVISED)
def test_what_advises_a_length(said: str, length: str) -> None:
    described = {"type": "string", "description": said}
    (found,) = advised_length(spot(described))
    assert found.message.startswith(f"the description speaks of {length}, ")
    assert list(advised_length(spot({**described, "pattern": "^.{2}$"}))) == []


@pytest.mark.parametrize(("said", "others"), LANGUAGES_ASIDE)
def test_a_sample_of_another_language(said: str, others: tuple[str, ...]) -> None:
    siblings = {f"other_{n}": {"description": each} for n, each in enumerate(others)}
    assert list(mixed_languages(spot({"description": said}, **siblings).subject)) == []
    foreign = "Las imágenes de la escena que se edita con el modelo."
    assert len(list(mixed_languages(spot({"description": foreign}, **siblings).subject))) == 1


@pytest.mark.parametrize(
    ("value", "count"),
    [
        ("1344x768 (16:9)", 1),
        ("1344x768 (~16:9)", 0),
        ("1344x768 (approx. 16:9)", 0),
        ("1344x768（约16:9）", 0),
        ("1344x768 (≈16:9)", 0),
    ],
)
def test_a_ratio_that_a_size_has_about(value: str, count: int) -> None:
    assert len(list(wrong_ratio_label(spot({"enum": [value]})))) == count


@pytest.mark.parametrize(
    "pair",
    [
        *("开启/关闭", "开/关", "启用/禁用", "はい/いいえ", "オン/オフ", "켜기/끄기", "예/아니요"),
        *("an/aus", "sì/no", "si/no", "activado/desactivado", "activé/désactivé"),
    ],
)
def test_two_words_for_yes_and_no(pair: str) -> None:
    place = spot({"enum": pair.split("/")})
    assert len(list(boolean_like_enum(place))) == 1
    assert list(boolean_like_enum(place._replace(name="language"))) == []


@pytest.mark.parametrize(
    "values",
    [
        ("English (US)", "Spanish (US)", "Spanish (Spain)"),
        ("Rachel (female)", "Sarah (female)"),
        ("16:9 (HD)", "9:16 (HD)"),
        ("v1 (fast)", "v2 (fast)"),
    ],
)
def test_what_stands_before_brackets_and_tells_them_apart(values: tuple[str, ...]) -> None:
    assert list(repeated_label(spot({"enum": list(values)}))) == []


@pytest.mark.parametrize("label", ["1:1", "Square", "正方形"])
def test_sizes_of_one_label(label: str) -> None:
    values = [f"2048x2048 ({label})", f"3072x3072 ({label})"]
    assert len(list(repeated_label(spot({"enum": values})))) == 1


_PROSE = "blurry, " * 20


@pytest.mark.parametrize(
    ("name", "texts", "count"),
    [
        ("prompt", {}, 1),
        ("instruction", {}, 1),
        ("negotiation", {}, 1),
        ("prompt", {"description": "What the picture shows."}, 1),
        ("n_prompt", {}, 0),
        ("neg_prompt", {}, 0),
        ("negPrompt", {}, 0),
        ("neg", {}, 0),
        ("instructions", {}, 0),
        ("instruction_prompt", {}, 0),
        ("captioning_prompt", {}, 0),
        ("avoid", {"title": "Negative Prompt"}, 0),
        ("avoid", {"description": "The negative prompt of the picture."}, 0),
        ("avoid", {"description": "Der negative Prompt."}, 0),
        ("avoid", {"description": "El prompt negativo."}, 0),
        ("avoid", {"description": "Le prompt négatif."}, 0),
        ("avoid", {"title": "负面提示词"}, 0),
        ("avoid", {"title": "ネガティブプロンプト"}, 0),
        ("avoid", {"title": "네거티브 프롬프트"}, 0),
    ],
)
def test_texts_that_servers_have(name: str, texts: dict[str, str], count: int) -> None:
    place = spot({"type": "string", "default": _PROSE, **texts})
    assert len(list(example_as_default(place._replace(name=name)))) == count


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("format", "'format' shadows a builtin"),
        ("class", "'class' is a keyword: it is called class_ in Python"),
    ],
)
def test_what_a_name_is_called(name: str, message: str) -> None:
    (found,) = awkward_name(spot({"type": "string"})._replace(name=name))
    assert found.message == message
