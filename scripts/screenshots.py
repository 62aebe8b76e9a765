"""screenshots.py FOLDER — make the pictures of the documents anew, from the demo."""

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from app.demo.headless import run_headless

# What the headless demo calls them, and what the documents do.
PICTURES = {
    "02-inputs": "inputs",
    "03-keys": "keys",
    "04-answered-1": "rating",
    "06-start": "start",
    "07-outputs-found": "new-study",
    "08-look": "look",
    "09-results": "results",
}


def main(folder: Path) -> None:
    """Rate the demo without a screen and keep the pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as there:
        made = {path.stem: path for path in run_headless(Path(there))}
        for name, ours in PICTURES.items():
            shutil.copyfile(made[name], folder / f"{ours}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
