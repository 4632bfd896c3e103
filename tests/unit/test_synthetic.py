"""Synthetic catalogues: the same every time, a small one the beginning of a large one."""

import json

from benchmarks.synthetic import FEWEST, MOST, input_schema, openapi, store


def test_a_small_catalogue_begins_a_large_one() -> None:
    large = list(store(30))
    assert list(store(10)) == large[: len(list(store(10)))]
    assert len({path for path, _ in large}) == len(large)


def test_the_shapes_of_the_real_ones_are_there() -> None:
    schemas = [input_schema(number) for number in range(60)]
    assert {len(each["properties"]) for each in schemas} <= set(range(FEWEST, MOST + 1))
    text = json.dumps(schemas)
    for part in ('"enum"', '"validations"', '"image_uri"', '"maxItems"', '"type": "object"'):
        assert part in text


def test_other_generators_get_the_same_endpoints() -> None:
    operations = [each["post"] for each in openapi(20)["paths"].values()]
    names = {each["operationId"] for each in operations}
    assert len(names) == 20
    given = operations[3]["requestBody"]["content"]["application/json"]["schema"]
    assert given["properties"] == input_schema(3)["properties"]
