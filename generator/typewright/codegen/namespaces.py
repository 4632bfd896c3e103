"""The attribute tree below the client: folders of model ids, and the endpoints in them.

A node can be both (``…/pro`` and ``…/pro/edit``): then it is the endpoint's class that carries the
attributes of its children.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from typewright.codegen.docs import endpoint_title
from typewright.codegen.literals import docstring
from typewright.ir import naming
from typewright.ir.model import Name, Names, Outline
from typewright.ir.scope import Scope

Path: TypeAlias = tuple[Name, ...]
Flavour: TypeAlias = Literal["", "Async"]
FLAVOURS: tuple[Flavour, ...] = ("", "Async")


@dataclass(frozen=True, slots=True)
class LinkView:
    """A lazy attribute: its name, its docstring, and the class it makes.

    ``package`` and ``module`` say where the class is; both are empty for one of the same file.
    """

    attribute: str
    doc: str
    class_name: str
    package: str = ""
    module: str = ""

    @property
    def annotation(self) -> str:
        """The class as a type, qualified by its module: two endpoints may both be ``Edit``."""
        return f"{self.module}.{self.class_name}" if self.module else self.class_name


@dataclass(frozen=True, slots=True)
class FolderView:
    """One class of a namespace module."""

    class_name: str
    doc: str
    client: str
    links: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class Tree:
    """Every node by its path; ``folders`` names the classes of those that are no endpoints.

    ``children`` are the paths right below a path, in sorted order.
    """

    nodes: Mapping[Path, Outline | None]
    wires: Mapping[Path, str]
    folders: Mapping[Path, Name]
    children: Mapping[Path, tuple[Path, ...]]

    def owners(self) -> tuple[Path, ...]:
        """The first level, as far as it is folders: a module each."""
        return tuple(path for path in self.folders if len(path) == 1)

    def links(self, parent: Path, flavour: Flavour, *, local: bool) -> tuple[LinkView, ...]:
        """The attributes of ``parent``; with ``local`` its folders are classes of the same file."""
        return tuple(
            self._link(path, flavour, local=local) for path in self.children.get(parent, ())
        )

    def folder_views(self, owner: Path) -> tuple[FolderView, ...]:
        """The classes of an owner's module, sync and async, each after those it refers to."""
        paths = sorted((p for p in self.folders if p[:1] == owner), key=lambda p: (-len(p), p))
        return tuple(
            FolderView(
                class_name=f"{flavour}{self.folders[path]}",
                doc=docstring([f"Models under `{self.wires[path]}`."], 4),
                client=f"{flavour}BaseClient",
                links=self.links(path, flavour, local=True),
            )
            for flavour in FLAVOURS
            for path in paths
        )

    def _link(self, path: Path, flavour: Flavour, *, local: bool) -> LinkView:
        endpoint = self.nodes[path]
        if endpoint is not None:
            doc = docstring([f"{endpoint_title(endpoint)}."], 8)
            name = f"{flavour}{endpoint.stem}"
            return LinkView(path[-1], doc, name, "endpoints", endpoint.module)
        doc = docstring([f"Models under `{self.wires[path]}`."], 8)
        name = f"{flavour}{self.folders[path]}"
        package, module = ("", "") if local else ("_namespaces", path[0])
        return LinkView(path[-1], doc, name, package, module)


def linked_modules(links: Iterable[LinkView]) -> tuple[tuple[str, str], ...]:
    """The other files that ``links`` lead to: (package, its modules joined by commas), sorted."""
    packages: dict[str, set[str]] = {}
    for link in links:
        if link.module:
            packages.setdefault(link.package, set()).add(link.module)
    return tuple((package, ", ".join(sorted(names))) for package, names in sorted(packages.items()))


def tree(endpoints: Iterable[Outline]) -> Tree:
    """The tree of ``endpoints``, paths in sorted order."""
    found: dict[Path, Outline | None] = {}
    wires: dict[Path, str] = {}
    for endpoint in endpoints:
        for depth in range(1, len(endpoint.namespace)):
            found.setdefault(endpoint.namespace[:depth], None)
            wires.setdefault(endpoint.namespace[:depth], _folder(endpoint, depth))
        found[endpoint.namespace] = endpoint
        wires[endpoint.namespace] = endpoint.id
    nodes = dict(sorted(found.items()))
    return Tree(nodes, wires, _folder_classes(nodes), _children(nodes))


def folders(paths: Iterable[Path]) -> frozenset[Path]:
    """Every place that something hangs below."""
    return frozenset(path[:depth] for path in paths for depth in range(1, len(path)))


def _children(paths: Iterable[Path]) -> dict[Path, tuple[Path, ...]]:
    children: dict[Path, tuple[Path, ...]] = {}
    for path in paths:
        children[path[:-1]] = (*children.get(path[:-1], ()), path)
    return children


def _folder(endpoint: Outline, depth: int) -> str:
    """What the vendor calls the folder at ``depth``; the names alone where a pin has moved it."""
    segments = endpoint.id.split("/")
    moved = len(segments) != len(endpoint.namespace)
    return "/".join((endpoint.namespace if moved else segments)[:depth])


def _folder_classes(nodes: Mapping[Path, Outline | None]) -> dict[Path, Name]:
    scopes: dict[Name, Scope] = {}
    classes: dict[Path, Name] = {}
    for path, endpoint in nodes.items():
        if endpoint is None:
            wanted = naming.class_name("_".join(path[1:]) or path[0])
            scope = scopes.setdefault(path[0], Scope((), Names()))
            classes[path] = scope.claim("/".join(path), wanted, naming.class_name(path[0]))
    return classes
