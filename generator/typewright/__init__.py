"""typewright: stored model-endpoint schemas in, a typed Python SDK out.

Read :mod:`typewright.pipeline` first: it names the stages in order.
"""

__version__ = "0.1.0"
