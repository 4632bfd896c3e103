"""The clients: one lazy attribute for each owner of models."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ._provider import PROVIDER
from ._runtime.client import AsyncBaseClient, BaseClient

if TYPE_CHECKING:
    from ._namespaces import bytedance


class Client(BaseClient):
    """A client for RunComfy models.

    The token is the argument, or the first set of RUNCOMFY_TOKEN, RUNCOMFY_API_TOKEN,
    RUNCOMFY_API_KEY.
    """

    provider = PROVIDER

    @cached_property
    def bytedance(self) -> bytedance.Bytedance:
        """Models under `bytedance`."""
        from ._namespaces.bytedance import Bytedance

        return Bytedance(self)


class AsyncClient(AsyncBaseClient):
    """An asyncio client for RunComfy models.

    The token is the argument, or the first set of RUNCOMFY_TOKEN, RUNCOMFY_API_TOKEN,
    RUNCOMFY_API_KEY.
    """

    provider = PROVIDER

    @cached_property
    def bytedance(self) -> bytedance.AsyncBytedance:
        """Models under `bytedance`."""
        from ._namespaces.bytedance import AsyncBytedance

        return AsyncBytedance(self)
