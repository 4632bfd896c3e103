"""Facts about the API behind the SDK, from the provider's page in the schema store."""

from ._runtime.provider import Limits, Provider, Routes, Statuses

PROVIDER = Provider(
    name="runcomfy",
    display_name="RunComfy",
    base_url="https://model-api.runcomfy.net",
    base_url_env=("RUNCOMFY_BASE_URL",),
    auth_header="Authorization",
    auth_scheme="Bearer",
    token_env=("RUNCOMFY_TOKEN", "RUNCOMFY_API_TOKEN", "RUNCOMFY_API_KEY"),
    routes=Routes(
        submit="/v1/models/{model_id}",
        status="/v1/requests/{request_id}/status",
        result="/v1/requests/{request_id}/result",
        cancel="/v1/requests/{request_id}/cancel",
    ),
    statuses=Statuses(
        queued=("in_queue", "pending", "waiting"),
        running=("in_progress", "starting", "processing"),
        finished=("completed",),
        succeeded=("succeeded",),
        failed=("failed",),
        cancelled=("cancelled", "canceled"),
    ),
    request_id_pattern="[A-Za-z0-9_-]{1,128}",
    error_codes={
        "400001": "not_found",
        "400002": "balance",
        "400004": "authentication",
        "403001": "permission",
        "404001": "not_found",
    },
    limits=Limits(
        image_bytes=50000000, video_bytes=100000000, body_bytes=67108864, download_bytes=2147483648
    ),
    local_files="data_uri",
    download_hosts=("*.runcomfy.net", "*.runcomfy.com"),
)
