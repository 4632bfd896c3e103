"""The provider's queue API on a loopback socket, from any store: what SDKs are tried against."""
