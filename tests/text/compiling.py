"""Loads ``build/compile_catalogues.py``, which is no part of the program, as a module."""

import importlib.util
from pathlib import Path
from types import ModuleType

SCRIPT = Path(__file__).parents[2] / "build" / "compile_catalogues.py"


def compiler() -> ModuleType:
    spec = importlib.util.spec_from_file_location("compile_catalogues", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
