"""Every marked line must be refused by mypy --strict and by pyright strict, and no other line."""

from pathlib import Path

from runcomfy_models import AsyncClient, Client

client = Client("token")
edit = client.bytedance.seedream_4_0.edit
animate = client.bytedance.seedance_1_0.lite.image_to_video
draw = client.bytedance.seedream_5.lite.text_to_image
url = "https://example.com/a.png"

edit(prompt="x", images=[Path("a.png")])
edit(prompt="x", images=(url, b"\x89PNG"), resolution="2K")
edit(images=[url])  # refused: prompt is missing
edit(prompt="x", image=[url])  # refused: misspelt
edit(prompt=1, images=[url])  # refused: not a string
edit(prompt="x", images=[1])  # refused: not a file
edit(prompt="x", images=None)  # refused: not a list
edit(prompt="x", images=[], resolution="8K")  # refused: not in the enum
edit("x", images=[])  # refused: positional
client.bytedance.seedream_4_0.edits  # refused: no such endpoint
client.bytedance.seedream_4_1  # refused: no such model
client.alibaba  # refused: no such owner
animate(prompt="x", first_frame_image_url=3)  # refused: not a file
animate(prompt="x", first_frame_image_url=url, duration=7)  # refused: not in the enum
draw.submit(prompt="x", max_images=16)  # refused: not in the enum
draw.preflight(promt="x")  # refused: misspelt
draw.validate()  # refused: prompt is missing

output = edit(prompt="x", images=[url])
first: str = output.image  # refused: may be None
output.imag  # refused: no such output

job = edit.submit(prompt="x", images=[url])
job.resul()  # refused: no such method
number: int = job.request_id  # refused: a string
typed: str = job.result()  # refused: an output
Client(token=1)  # refused: not a string
Client(time_out=5)  # refused: misspelt

edit.map([{"prompt": "x", "images": [url]}])
edit.map([{"promt": "x", "images": [url]}])  # refused: misspelt
for outcome in client.map(edit, [{"prompt": "x", "images": [url]}], journal=Path("j")):
    outcome.get().imag  # refused: no such output
output.download("results", progress=3)  # refused: neither a bar nor a function


async def asynchronous() -> None:
    """The same tree, awaited."""
    models = AsyncClient("token")
    edit = models.bytedance.seedream_4_0.edit
    await edit(prompt="x", images=[url], sized="2K")  # refused: misspelt
    output = await edit(prompt="x", images=[url])
    output.images.append(url)  # refused: may be None
    edit(prompt="x", images=[url]).image  # refused: a coroutine
    waiting = await edit.submit(prompt="x", images=[url])
    number: int = await waiting.result()  # refused: an output
    print(number)


print(first, number, typed)
