"""Every marked line must be refused by mypy --strict and by pyright strict, and no other line."""

from pathlib import Path

from runcomfy_models import AsyncClient, Client

client = Client("token")

client.bytedance.seedream_4_0.edit(prompt="x", images=[Path("a.png")])
client.bytedance.seedream_4_0.edit(images=["https://example.com/a.png"])  # refused: missing prompt
client.bytedance.seedream_4_0.edit(
    prompt="x", image=["https://example.com/a.png"]
)  # refused: misspelt
client.bytedance.seedream_4_0.edit(prompt=1, images=[b"\x89PNG"])  # refused: wrong type
client.bytedance.seedream_4_0.edit(
    prompt="x", images=[], resolution="8K"
)  # refused: not in the enum
client.bytedance.seedream_4_0.edit("x", images=[])  # refused: positional
client.bytedance.seedream_4_0.edit(prompt="x", images=None)  # refused: None is not a list
client.bytedance.seedream_4_0.edits(prompt="x", images=[])  # refused: no such endpoint
client.bytedance.seedance_1_0.lite.image_to_video(
    prompt="x", first_frame_image_url=3
)  # refused: type
client.bytedance.seedance_1_0.lite.image_to_video(
    prompt="x",
    first_frame_image_url="https://example.com/a.png",
    duration=7,  # refused: not in the enum
)
client.bytedance.seedream_5.lite.text_to_image.submit(prompt="x", max_images=16)  # refused: enum
client.bytedance.seedream_5.lite.text_to_image.validate()  # refused: missing prompt

output = client.bytedance.seedream_4_0.edit(prompt="x", images=["https://example.com/a.png"])
url: str = output.image  # refused: may be None
output.imag  # refused: no such output

job = client.bytedance.seedream_4_0.edit.submit(prompt="x", images=("https://example.com/a.png",))
job.resul()  # refused: no such method
number: int = job.request_id  # refused: a string


async def asynchronous() -> None:
    """The same tree, awaited."""
    models = AsyncClient("token")
    await models.bytedance.seedream_4_0.edit(prompt="x", images=[], sized="2K")  # refused: misspelt
    result = await models.bytedance.seedream_4_0.edit(prompt="x", images=[b""])
    result.images + 1  # refused: may be None, and is a list
    unawaited = models.bytedance.seedream_4_0.edit(prompt="x", images=[b""])
    unawaited.image  # refused: a coroutine
