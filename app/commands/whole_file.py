"""Files that appear whole or not at all."""

import secrets
from pathlib import Path


def write_whole(path: Path, text: str) -> None:
    """Write a text under another name, then give it its own; OSError names `path`."""
    draft = path.with_name(f".{secrets.token_hex(8)}.beholder-draft")
    try:
        draft.write_text(text, "utf-8")
        draft.replace(path)
    except OSError as error:
        error.filename, error.filename2 = str(path), None
        raise
    finally:
        draft.unlink(missing_ok=True)
