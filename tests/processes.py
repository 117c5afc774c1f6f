"""Python scripts run in processes of their own, which can import what the tests can."""

import os
import subprocess
import sys
from pathlib import Path

_TESTS = Path(__file__).parent
_ENVIRONMENT = {"PYTHONPATH": os.pathsep.join([str(_TESTS), str(_TESTS.parent)])}


def start(script: str, *arguments: str | Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=_ENVIRONMENT,
    )


def run(
    script: str, *arguments: str | Path, seconds: float = 60
) -> subprocess.CompletedProcess[str]:
    process = start(script, *arguments)
    out, err = process.communicate(timeout=seconds)
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)
