"""The ``validations`` of a schema: each a rule that the runtime can measure."""

from collections.abc import Iterator

from typewright.catalogue.findings import finding, nearest, quoted
from typewright.catalogue.messages import CORRECT
from typewright.catalogue.model import Document
from typewright.catalogue.rules import METRICS, parse_rule
from typewright.catalogue.schema import Subschemas
from typewright.diagnostics import Diagnostic, Severity

_FORM = f"write it like 'width_pixels<' or 'width/height >='; {CORRECT}"


def check_rules(
    document: Document, schemas: Subschemas, prefix: str, *, carry_unknown: bool
) -> Iterator[Diagnostic]:
    """TW402 for each rule of ``schemas`` that is not well formed, or of a metric nobody measures.

    With ``carry_unknown`` a well-formed rule of an unknown metric is a warning: it goes into the
    SDK, which reports it as unknown.
    """
    severity = Severity.WARNING if carry_unknown else Severity.ERROR
    for pointer, schema in schemas:
        rules = schema.get("validations")
        for index, rule in enumerate(rules if isinstance(rules, list) else ()):
            text = rule.get("validation_rule") if isinstance(rule, dict) else None
            if not isinstance(text, str):
                continue
            place = f"{prefix}{pointer}/validations/{index}/validation_rule"
            parsed = parse_rule(text)
            if parsed is None:
                message = f"the rule {quoted(text)} is not a metric and one of < <= > >= =="
                yield finding(document, place, "TW402", message, _FORM)
            elif parsed[0] not in METRICS:
                message = f"unknown metric {quoted(parsed[0])} in the rule {quoted(text)}"
                advice = _known(parsed[0])
                yield finding(document, place, "TW402", message, advice, severity=severity)


def _known(metric: str) -> str:
    close = nearest(metric, METRICS)
    meant = f"did you mean {quoted(close)}? " if close else ""
    return f"{meant}the metrics are {', '.join(METRICS)}; {CORRECT}"
