"""The lessons in a space: uploaded, put on their films, made into a module, submitted and approved. Each step is taken only
when it is missing, so that what was interrupted goes on."""
import json
import subprocess
from pathlib import Path

HERE = Path(__file__).resolve().parent
TITLE = "Les bons réflexes au travail"
DESCRIPTION = "Trois leçons courtes : le feu, les messages piégés, les premiers secours."
MEDIA_TYPES = {"png": "image/png", "pdf": "application/pdf"}


def content_of(trainer, folder, content):
    """The same content with the identity of its uploaded media instead of its name."""
    name = content.pop("media", None)
    if not name:
        return content
    path = next(p for ending in MEDIA_TYPES for p in folder.glob(f"{name}.{ending}"))
    media = trainer.upload(path, content["title"], MEDIA_TYPES[path.suffix[1:]])
    trainer.wait_for(media)
    return content | {"media_id": media}


def make_grain(trainer, folder):
    document = json.loads((folder / "document.json").read_text(encoding="utf-8"))
    film = trainer.upload(folder / "film.mp4", document["title"], "video/mp4")
    document["contents"] = [content_of(trainer, folder, content) for content in document["contents"]]
    trainer.call("PUT", f"/api/v1/media/{film}/captions/fr", {
        "label": "Français", "kind": "captions", "vtt": (folder / "captions.vtt").read_text(encoding="utf-8")})
    return trainer.call("POST", "/api/v1/grains", {"document": document | {"media_id": film}})["id"]


def module_of(trainer, folder):
    """The module with the lessons, which are drawn first when they are not there. Answers its identity."""
    for module in trainer.every("/api/v1/modules?limit=200"):
        if module["title"] == TITLE:
            return module["id"]
    subprocess.run([HERE / "build", folder], check=True, stdout=subprocess.DEVNULL)
    grains = [make_grain(trainer, lesson) for lesson in sorted(folder.iterdir())]
    return trainer.call("POST", "/api/v1/modules", {"title": TITLE, "description": DESCRIPTION, "grain_ids": grains})["id"]


def wait_for_films(trainer, module):
    """A module is checked before it is submitted, and a film on its way is an error of the check."""
    for grain in trainer.call("GET", f"/api/v1/modules/{module}")["grains"]:
        trainer.wait_for(trainer.call("GET", f"/api/v1/grains/{grain['id']}")["document"]["media_id"])


def approve(trainer, manager, module):
    """She submits what is checked, he approves exactly that."""
    review = trainer.call("GET", f"/api/v1/modules/{module}/review")
    if review["state"] in ("draft", "returned", "refused"):
        wait_for_films(trainer, module)
        trainer.call("POST", f"/api/v1/modules/{module}/submissions", {"message": "Trois leçons prêtes à diffuser."})
        review = trainer.call("GET", f"/api/v1/modules/{module}/review")
    if review["state"] == "submitted":
        submission = review["submission"]
        manager.call("POST", f"/api/v1/submissions/{submission['id']}/decision",
                     {"decision": "approve", "hash": submission["hash"], "comment": ""})


def distribute(manager, module, terms):
    """Once: a module that somebody has already is left alone."""
    if not manager.call("GET", f"/api/v1/distributions?module_id={module}")["items"]:
        manager.call("POST", "/api/v1/distributions", {"module_id": module, **terms})
