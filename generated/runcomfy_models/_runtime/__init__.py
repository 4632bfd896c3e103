"""What every generated SDK carries: plain typed modules that import nothing but each other.

Importing this package loads nothing; pydantic comes with the first endpoint that is used, httpx2
with the first request.
"""
