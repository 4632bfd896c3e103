"""The table of outputs: each row says which template makes which file from what.

To add a file to every SDK, add a row; nothing else knows the layout.
"""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from typewright.codegen import package_views
from typewright.codegen.namespaces import Tree, tree
from typewright.codegen.views import endpoint_view, learn_types
from typewright.ir.model import Endpoint, Name, Sdk
from typewright.templating import render


@dataclass(frozen=True, slots=True)
class Output:
    """One file to be: where it goes, which template prints it, and with what values."""

    path: PurePosixPath
    template: str
    values: dict[str, object]

    def render(self) -> str:
        """The text, before formatting."""
        return render(self.template, self.values)


def endpoint_path(sdk: Sdk, endpoint: Endpoint) -> PurePosixPath:
    """Where the module of an endpoint goes."""
    return PurePosixPath(sdk.package) / "endpoints" / f"{endpoint.module}.py"


def outputs(sdk: Sdk, selected: Container[str]) -> Iterator[Output]:
    """Every rendered file of ``sdk``, with the modules of the ``selected`` endpoint ids.

    The vendored runtime comes beside it, verbatim.
    """
    nodes = tree(sdk.endpoints)
    yield from _per_sdk(sdk, nodes)
    for (owner,) in nodes.owners():
        yield _namespace(sdk.package, nodes, owner)
    rendered = [endpoint for endpoint in sdk.endpoints if endpoint.id in selected]
    learn_types(rendered)
    for endpoint in rendered:
        view = endpoint_view(endpoint, nodes)
        yield Output(endpoint_path(sdk, endpoint), "endpoint.py.jinja", {"view": view})


def _per_sdk(sdk: Sdk, nodes: Tree) -> Iterator[Output]:
    package = PurePosixPath(sdk.package)
    top = PurePosixPath()
    rows: tuple[tuple[PurePosixPath, str, package_views.Values], ...] = (
        (top / "pyproject.toml", "pyproject.toml.jinja", package_views.project(sdk)),
        (top / "README.md", "README.md.jinja", package_views.readme(sdk)),
        (package / "__init__.py", "init.py.jinja", package_views.init(sdk)),
        (package / "_client.py", "client.py.jinja", package_views.client(sdk, nodes)),
        (package / "_provider.py", "provider.py.jinja", package_views.provider(sdk)),
        (package / "py.typed", "empty.jinja", {}),
        (
            package / "_namespaces" / "__init__.py",
            "package.py.jinja",
            package_views.package('The attribute tree below the clients: "client.owner.model".'),
        ),
        (
            package / "endpoints" / "__init__.py",
            "package.py.jinja",
            package_views.package("One module for each model endpoint; import the one you use."),
        ),
    )
    for path, template, values in rows:
        yield Output(path, template, values)


def _namespace(package: Name, nodes: Tree, owner: Name) -> Output:
    path = PurePosixPath(package) / "_namespaces" / f"{owner}.py"
    return Output(path, "namespace.py.jinja", package_views.namespace(nodes, owner))
