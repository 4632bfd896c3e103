"""The table of outputs: each row says which template makes which file from what.

To add a file to every SDK, add a row; nothing else knows the layout.
"""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from typewright.codegen import package_views
from typewright.codegen.namespaces import Tree, tree
from typewright.codegen.views import endpoint_view, learn_types
from typewright.ir.model import Name, Outline, Sdk
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


def endpoint_path(sdk: Sdk, endpoint: Outline) -> PurePosixPath:
    """Where the module of an endpoint goes."""
    return PurePosixPath(sdk.package) / "endpoints" / f"{endpoint.module}.py"


def namespace_path(package: str, owner: str) -> PurePosixPath:
    """Where the attribute tree of an owner goes."""
    return PurePosixPath(package) / "_namespaces" / f"{owner}.py"


@dataclass(frozen=True, slots=True)
class Frame:
    """What is around the endpoints of an SDK that was built in part.

    ``outlines`` are those of all endpoints, in the order of their ids; only the attribute trees of
    ``owners`` are printed, and what there is once only if it is ``shared``. Then the first endpoint
    was built too: the README calls it.
    """

    outlines: Sequence[Outline]
    owners: Container[str]
    shared: bool


def outputs(sdk: Sdk, selected: Container[str], frame: Frame | None = None) -> Iterator[Output]:
    """Every rendered file of ``sdk``, with the modules of the ``selected`` endpoint ids.

    The vendored runtime comes beside it, verbatim.
    """
    outlines = sdk.endpoints if frame is None else frame.outlines
    nodes = tree(outlines)
    if frame is None or frame.shared:
        yield from _per_sdk(sdk, outlines, nodes)
    for (owner,) in nodes.owners():
        if frame is None or owner in frame.owners:
            yield _namespace(sdk.package, nodes, owner)
    rendered = [endpoint for endpoint in sdk.endpoints if endpoint.id in selected]
    learn_types(rendered)
    for endpoint in rendered:
        view = endpoint_view(endpoint, nodes)
        yield Output(endpoint_path(sdk, endpoint), "endpoint.py.jinja", {"view": view})


def _per_sdk(sdk: Sdk, outlines: Sequence[Outline], nodes: Tree) -> Iterator[Output]:
    package = PurePosixPath(sdk.package)
    top = PurePosixPath()
    rows: tuple[tuple[PurePosixPath, str, package_views.Values], ...] = (
        (top / "pyproject.toml", "pyproject.toml.jinja", package_views.project(sdk)),
        (top / "README.md", "README.md.jinja", package_views.readme(sdk, outlines)),
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
    path = namespace_path(package, owner)
    return Output(path, "namespace.py.jinja", package_views.namespace(nodes, owner))
