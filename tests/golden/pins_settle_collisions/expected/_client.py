"""The clients: one lazy attribute for each owner of models."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ._provider import PROVIDER
from ._runtime.client import AsyncBaseClient, BaseClient

if TYPE_CHECKING:
    from ._namespaces import acme


class Client(BaseClient):
    """A client for Acme models.

    The token is the argument, or the first set of ACME_TOKEN.
    """

    provider = PROVIDER

    @cached_property
    def acme(self) -> acme.Acme:
        """Models under `acme`."""
        from ._namespaces.acme import Acme

        return Acme(self)


class AsyncClient(AsyncBaseClient):
    """An asyncio client for Acme models.

    The token is the argument, or the first set of ACME_TOKEN.
    """

    provider = PROVIDER

    @cached_property
    def acme(self) -> acme.AsyncAcme:
        """Models under `acme`."""
        from ._namespaces.acme import AsyncAcme

        return AsyncAcme(self)
