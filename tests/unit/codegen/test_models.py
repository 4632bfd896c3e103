"""Asked for one by one or all at once, a type is printed the same."""

import pytest

from benchmarks.synthetic import project
from typewright.codegen import models
from typewright.codegen.namespaces import tree
from typewright.codegen.views import endpoint_view, learn_types
from typewright.config import load_config
from typewright.ir.model import Sdk
from typewright.pipeline import prepare


@pytest.fixture(scope="module")
def sdk(tmp_path_factory: pytest.TempPathFactory) -> Sdk:
    directory = project(tmp_path_factory.mktemp("synthetic"), 8)
    prepared = prepare(load_config(directory))
    assert not prepared.findings, "a synthetic catalogue is a clean one"
    assert prepared.sdk is not None
    return prepared.sdk


def test_types_do_not_depend_on_their_neighbours(sdk: Sdk, monkeypatch: pytest.MonkeyPatch) -> None:
    nodes = tree(sdk.endpoints)
    monkeypatch.setattr(models, "_known", {})
    learn_types(sdk.endpoints)
    together = [endpoint_view(each, nodes) for each in sdk.endpoints]
    monkeypatch.setattr(models, "_known", {})
    alone = [endpoint_view(each, nodes) for each in reversed(sdk.endpoints)]
    assert together == alone[::-1]
