"""Papers of a user's own: a file with ``CLAIMS``, and if wanted ``PLANS`` of kernels, anywhere on the disk.

A file ``droplets.py`` is the paper ``droplets``; its claims are ``droplets:...`` and a definition in it is named
``droplets:function``.  Its kernels stand in the folder ``droplets_kernels`` beside it.  An installed package offers
such a module under the entry point group ``entrainment.papers``.  Nothing of this package has to be edited.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from importlib.metadata import entry_points
from pathlib import Path
from types import ModuleType

from entrainment.derive.codegen.plan import KernelPlan
from entrainment.derive.codegen.regenerate import Outcome, regenerate
from entrainment.derive.records import Claim

GROUP = "entrainment.papers"
ALLOWED_ULP = 100.0  # beyond this a kernel without a committed accuracy is not one

_loaded: dict[str, ModuleType] = {}


class NotWritten(LookupError):
    """A kernel of a paper that has not been written yet; the message says what to type."""


class BadPaper(ValueError):
    """A file that is no paper; the message says what it lacks."""


def is_path(name: str) -> bool:
    return name.endswith(".py")


def offered() -> dict[str, object]:
    """Entry points of installed papers, by name."""
    return {point.name: point for point in entry_points(group=GROUP)}


def find(name: str) -> ModuleType | None:
    """The module of a paper that was loaded, is offered by a package, or stands in a file.  Raises :class:`BadPaper`."""
    if is_path(name):
        return _from_file(Path(name))
    if name not in _loaded and name in offered():
        _accept(name, offered()[name].load())
    return _loaded.get(name)


def _from_file(path: Path) -> ModuleType:
    path, name = path.resolve(), path.stem
    if name in _loaded and Path(_loaded[name].__file__) == path:
        return _loaded[name]
    if not path.is_file():
        raise BadPaper(f"there is no file {path}")
    if not name.isidentifier():
        raise BadPaper(f"{path.name}: the name of a paper is made of letters, digits and _")
    if name in sys.modules or importlib.util.find_spec(name):
        raise BadPaper(f"{path.name}: a module {name} is there already; give the file another name")
    spec = importlib.util.spec_from_file_location(name, path)
    module = sys.modules[name] = importlib.util.module_from_spec(spec)  # a definition is found by the name of its module
    try:
        spec.loader.exec_module(module)
        return _accept(name, module)
    except BadPaper:
        del sys.modules[name]
        raise
    except Exception as error:
        del sys.modules[name]
        raise BadPaper(f"{path.name}: {type(error).__name__}: {error}") from error


def _accept(name: str, module: ModuleType) -> ModuleType:
    claims = getattr(module, "CLAIMS", ())
    if not claims or not all(isinstance(claim, Claim) for claim in claims):
        raise BadPaper(f"{name}: no CLAIMS; a paper is a file with a tuple CLAIMS of entrainment.derive.records.Claim")
    foreign = [claim.id for claim in claims if claim.paper != name]
    if foreign:
        raise BadPaper(f"{name}: claim {foreign[0]!r} does not begin with {name!r}:")
    if not all(isinstance(plan, KernelPlan) for plan in getattr(module, "PLANS", ())):
        raise BadPaper(f"{name}: PLANS holds something that is no KernelPlan")
    _loaded[name] = module
    return module


def plans(module: ModuleType) -> tuple[KernelPlan, ...]:
    return tuple(getattr(module, "PLANS", ()))


def plan_named(name: str) -> tuple[KernelPlan, ModuleType] | None:
    """The plan of a kernel of a loaded paper, and its paper."""
    for module in _loaded.values():
        for plan in plans(module):
            if plan.name == name:
                return plan, module
    return None


def kernel_folder(module: ModuleType) -> Path:
    return Path(module.__file__).with_name(f"{module.__name__.rpartition('.')[2]}_kernels")


def write_kernels(module: ModuleType, check: bool = False) -> Outcome:
    """Write the kernels of a paper beside it, or compare.  Raises ``PlanError``."""
    if not plans(module):
        return Outcome()
    folder = kernel_folder(module)
    if not check:
        folder.mkdir(exist_ok=True)
    return regenerate(lambda: plans(module), folder, check=check, force=True)


def kernel(name: str):
    """The compiled kernel of a loaded paper.  Raises ``LookupError``."""
    found = plan_named(name)
    if found is None:
        raise LookupError(f"no kernel {name!r}")
    folder = kernel_folder(found[1])
    if not (folder / "__init__.py").exists():
        raise NotWritten(f"{name} is not written yet; type: entrainment regenerate {found[1].__file__}")
    package = folder.name
    if package not in sys.modules:
        spec = importlib.util.spec_from_file_location(
            package, folder / "__init__.py", submodule_search_locations=[str(folder)]
        )
        sys.modules[package] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[package])
    return sys.modules[package].kernel(name)
