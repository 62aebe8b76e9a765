"""Evaluators know no clock, no file, no chance of their own, and load quickly."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import evaluators

MODULES = sorted(Path(evaluators.__path__[0]).rglob("*.py"))
ALLOWED = {
    *("collections", "dataclasses", "enum", "hashlib", "itertools", "math"),
    *("operator", "random", "statistics", "types", "typing", "unicodedata"),
    *("evaluators", "numpy", "scipy"),
}
SHOWS_WHAT_WAS_LOADED = (
    "import evaluators.summary, evaluators.verdict, evaluators.design, sys;"
    "print(*(name for name in sys.modules if name.split('.')[0] == 'scipy'))"
)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_a_module_imports_nothing_that_knows_the_world(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            assert {alias.name.split(".")[0] for alias in node.names} <= ALLOWED
        if isinstance(node, ast.ImportFrom):
            assert node.module.split(".")[0] in ALLOWED
            assert node.module != "scipy.stats", "it takes a second to load"
            if node.module == "random":
                assert [alias.name for alias in node.names] == ["Random"]
        if isinstance(node, ast.Attribute):
            assert ast.unparse(node) != "np.random"


def test_scipy_is_not_loaded_before_a_quantile_is_asked_for():
    asked = [sys.executable, "-c", SHOWS_WHAT_WAS_LOADED]
    done = subprocess.run(asked, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
