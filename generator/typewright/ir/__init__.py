"""The intermediate representation: what the SDK is, before any line of it is printed."""
