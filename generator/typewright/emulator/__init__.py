"""The API on this machine: a pure state machine behind a thin Starlette shell.

It is written from the facts of the API and not from the runtime that it tests: where both read
the same sentence, each reads it by itself. Start with :mod:`typewright.emulator.state`.
"""
