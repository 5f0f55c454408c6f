"""The walls stand, and each of them falls when it is broken on purpose."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
LINT = Path(sys.executable).with_name("lint-imports")

# contract → (file to plant in, the line that breaks it)
BREACHES = {
    "floors": ("helhet/kit/clock.py", "import helhet.audit.log\n"),
    "steps": ("helhet/process/case/rules.py", "import helhet.process.need.rules\n"),
    "inside": ("helhet/access/rules.py", "import helhet.access.models\n"),
    "pages": ("helhet/desk/views.py", "import helhet.process.case.models\n"),
    "rules": ("helhet/process/case/rules.py", "import helhet.audit.log\n"),
}


def _lint(folder: Path, *contracts: str) -> subprocess.CompletedProcess[str]:
    chosen = [part for name in contracts for part in ("--contract", name)]
    return subprocess.run([LINT, *chosen, "--no-cache"], cwd=folder, capture_output=True, text=True,
                          env={"PYTHONPATH": str(folder), "PATH": "/usr/bin:/bin"})


def test_all_walls_stand() -> None:
    done = _lint(ROOT)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("contract", BREACHES)
def test_a_wall_falls_when_broken(contract: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "helhet", tmp_path / "helhet", ignore=shutil.ignore_patterns("__pycache__", "*.csv"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    file, line = BREACHES[contract]
    target = tmp_path / file
    target.write_text(line + target.read_text())
    done = _lint(tmp_path, contract)
    assert done.returncode != 0, done.stdout
    assert "BROKEN" in done.stdout, done.stdout
