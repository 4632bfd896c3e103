"""The stored schemas: read, checked and localised, never changed."""
