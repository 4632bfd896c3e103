"""What every SDK is built on: plain typed Python that needs pydantic and httpx2 alone.

Read it in this order:

- ``errors``, ``provider``, ``policy``, ``settings``: the words, the facts, the choices
- ``protocol``, ``flows``, ``refusals``: the life of a job, without I/O
- ``connection``, ``transport``: the two drivers, which do the I/O that a flow asks for
- ``client_base``, ``client``, ``endpoint``, ``job``, ``arguments``, ``output``: what callers hold
- ``media``, ``opening``, ``pillow``, ``probe``: a file, wherever it is
- ``measure``, ``header``, ``pictures``, ``exif``, ``boxes``, ``ebml``: its sides, from its header
- ``rules``, ``preflight``, ``calls``: whether it may be sent, and how it goes out
- ``downloads``, ``receiving``, ``filenames``: the files of a result
- ``batch``, ``journal``, ``mapping``, ``progress``: many calls at once
- ``verify``: whether a copy of the package is what was generated; stands alone
"""
