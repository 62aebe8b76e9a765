"""Which Beholder this is."""

from pathlib import Path


def version() -> str:
    """Return the installed version, in a bare checkout the one it would have."""
    from importlib import metadata  # costs as much as all of click

    try:
        return metadata.version("beholder")
    except metadata.PackageNotFoundError:
        import tomllib

        project = Path(__file__).parents[1] / "pyproject.toml"
        return str(tomllib.loads(project.read_text("utf-8"))["project"]["version"])
