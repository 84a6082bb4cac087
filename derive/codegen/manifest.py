"""The manifest of a folder of kernels: which formula, which generator, which text.  Needs the standard library only.

``check_bodies`` proves that the files are those that were written, without deriving anything.
"""

from __future__ import annotations

import hashlib
import json
from importlib.metadata import version
from pathlib import Path

MANIFEST = "manifest.json"
DERIVE = Path(__file__).resolve().parents[1]
GENERATOR = Path(__file__).resolve().parent


def digest(text: str) -> str:
    """SHA-256 of ``text``."""
    return hashlib.sha256(text.encode()).hexdigest()


def source_digest(folder: Path) -> str:
    """SHA-256 over the Python sources below ``folder``; ``papers`` decide nothing and are left out."""
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*.py"), key=lambda p: p.relative_to(folder).as_posix()):
        name = path.relative_to(folder).as_posix()
        if not name.startswith("papers/"):
            total.update(f"{name}\0{digest(_read(path))}\n".encode())
    return total.hexdigest()


def inputs() -> dict[str, str]:
    """What the generated text may depend on: sources and the versions of the tools that read them."""
    return {
        "derive": source_digest(DERIVE),
        "generator": source_digest(GENERATOR),
        "sympy": version("sympy"),
        "mpmath": version("mpmath"),
    }


def load(folder: Path) -> dict:
    """The manifest of ``folder``, empty where there is none or it cannot be read."""
    try:
        return json.loads(_read(Path(folder) / MANIFEST))
    except (FileNotFoundError, json.JSONDecodeError):
        return {}


def to_text(manifest: dict) -> str:
    return json.dumps(manifest, indent=1, sort_keys=True) + "\n"


def check_bodies(folder: Path) -> list[str]:
    """One sentence for every file that is missing, differs from its hash, or is not in the manifest."""
    folder = Path(folder)
    files = load(folder).get("files")
    if files is None:
        return [f"{MANIFEST} is missing or unreadable"]
    found = []
    for name, expected in files.items():
        path = folder / name
        if not path.is_file():
            found.append(f"{name} is missing")
        elif digest(_read(path)) != expected:
            found.append(f"{name} has been changed since it was written")
    return found + [f"{name} is not in the manifest" for name in orphans(folder, files)]


def unchanged(folder: Path) -> bool:
    """Whether sources, tool versions and files are those of the manifest, so that nothing new would be written."""
    return load(folder).get("inputs") == inputs() and not check_bodies(folder)


def orphans(folder: Path, files) -> list[str]:
    """Python files in ``folder`` that are not among ``files``."""
    return sorted(path.name for path in Path(folder).glob("*.py") if path.name not in files)


def _read(path: Path) -> str:
    return path.read_bytes().replace(b"\r\n", b"\n").decode()
