"""Start the program: one process, one request, one exit code."""

import sys

from app.commands.outcome import run, speak_plainly
from app.commands.verbs import beholder


def main() -> int:
    """Do what the command line says, and return the exit code."""
    speak_plainly(sys.stdout, data=True)
    speak_plainly(sys.stderr)
    return run(lambda: beholder.main(prog_name="beholder", standalone_mode=False))


if __name__ == "__main__":
    raise SystemExit(main())
