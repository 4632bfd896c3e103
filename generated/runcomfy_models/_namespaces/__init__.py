"""The attribute tree below the clients: "client.owner.model"."""
