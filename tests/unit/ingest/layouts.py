"""Pages as vendors lay them out, made from any schemas: the other way round than ingest goes."""

import html
import json
from collections.abc import Callable
from typing import Any, TypeAlias

BASE = "https://model-api.runcomfy.net"
TOKEN = '--header "Authorization: Bearer <token>"'

Layout: TypeAlias = Callable[[str, Any, Any, Any], str]
"""Takes a model id, an example body, an input schema and an output schema."""


def flush(value: Any) -> str:
    """JSON without any indentation, as copied from a page that shows it in columns."""
    lines = json.dumps(value, ensure_ascii=False, indent=1).split("\n")
    return "\n".join(line.lstrip(" ") for line in lines)


def call(model_id: str, body: str) -> str:
    """The submit call."""
    head = f"curl --request POST \\\n--url {BASE}/v1/models/{model_id} \\\n"
    return f"{head}--header \"Content-Type: application/json\" \\\n{TOKEN} \\\n--data '{body}'"


def reading(name: str) -> str:
    """One of the calls that ask for a job."""
    return f"curl --request GET \\\n--url {BASE}/v1/requests/{{request_id}}/{name} \\\n{TOKEN}"


def prose(model_id: str, example: Any, given: Any, output: Any) -> str:
    """Layout 1: prose in a language, flush JSON, text glued to closing quotes."""
    body = flush(example)
    return (
        f"RunComfy API로 {model_id}을(를) 실행합니다.\n{call(model_id, body)}환경 변수에 API 키를 "
        f'설정하세요.\n{call(model_id, body)}상태("in_queue", "completed")를 가져옵니다.\n'
        f"{reading('status')}결과를 가져옵니다.\n{reading('result')}권장: 이미지 ≤ 50MB, 동영상 ≤ "
        f"100MB.\n{flush(given)}{flush(output)}끝"
    )


def keys(model_id: str, example: Any, given: Any, output: Any) -> str:
    """Layout 2: untranslated keys of translations."""
    return (
        f"modelApiDoc_before{model_id}modelApiDoc_after modelApiDoc_mid\n"
        f"{call(model_id, flush(example))}modelApiDoc_authP1 YOUR_API_TOKEN\n"
        f"{reading('status')}modelApiDoc_hostedFileBody\n{flush(given)}{flush(output)}modelApiDoc_x"
    )


def headings(model_id: str, example: Any, given: Any, output: Any) -> str:
    """Layouts 3 and 4: numbered headings, indented JSON, behind navigation."""
    body, first, second = (json.dumps(each, indent=2) for each in (example, given, output))
    return (
        f"Home Models Pricing Docs{{ }}\n1. Get started2. Authentication\n\n{model_id}\n\n"
        f"1. Get started\n\n{call(model_id, body)}\n\n4. File inputs\n\nA public URL.\n\n"
        f"5. Schema\n\nInput schema\n\n{first}\n\nOutput schema\n\n{second}\n\nRelated: a/b\n"
    )


def web(model_id: str, example: Any, given: Any, output: Any) -> str:
    """Layout 5: HTML."""
    blocks = [
        f"<pre><code>{html.escape(text, quote=True)}</code></pre>"
        for text in (
            call(model_id, json.dumps(example, indent=2)),
            json.dumps(given, indent=2, ensure_ascii=False),
            json.dumps(output, indent=2, ensure_ascii=False),
        )
    ]
    return (
        "<!doctype html><html lang='en'><head><title>x API</title>"
        '<script>var x={"properties":{"a":1}};</script></head><body><nav>Models</nav>'
        f"<h1>{html.escape(model_id)}</h1>{'<h2>Schema</h2>'.join(blocks)}</body></html>"
    )


def markdown(model_id: str, example: Any, given: Any, output: Any) -> str:
    """Markdown with fenced blocks."""
    blocks = [json.dumps(each, indent=4) for each in (given, output)]
    return (
        f"# {model_id}\n\n```bash\n{call(model_id, json.dumps(example))}\n```\n\n"
        'The states are `{"status": ...}`.\n\n'
        f"```json\n{blocks[0]}\n```\n\n```json\n{blocks[1]}\n```\n"
    )


LAYOUTS: dict[str, Layout] = {
    "prose": prose,
    "keys": keys,
    "headings": headings,
    "web": web,
    "markdown": markdown,
}
