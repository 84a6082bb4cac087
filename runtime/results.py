"""Results with labels, and results on disk.

Invariant: what is loaded is what was saved, bit for bit: values (complex ones too), dtype, shape, unit, claims,
dimensions and coordinates. A file is one `.npz` archive without pickled objects; it is complete or not there at all.
xarray is used where it is installed and is not needed otherwise.
"""

from __future__ import annotations

import importlib.util
import json
import os
import tempfile
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from entrainment.runtime.errors import ShapeError
from entrainment.runtime.units import Result

_META = "__labels__"
_KINDS = "biufc"


def labelled(result: Result, dims: tuple[str, ...] = (), coords: Mapping[str, Any] | None = None, name: str = "") -> Any:
    """`result` as an `xarray.DataArray` with its unit and claims in `attrs`; `result` itself where there is no xarray.

    `dims` names the axes in order, `coords` gives values along them. Raises ShapeError for another number of axes.
    """
    value = np.asarray(result.value)
    if len(dims) != value.ndim:
        raise ShapeError(f"{len(dims)} names are given for the {value.ndim} axes of shape {value.shape}")
    if importlib.util.find_spec("xarray") is None:
        return result
    import xarray

    attributes = {"units": result.unit, "claims": ", ".join(result.claims), "source": f"entrainment {version('entrainment')}"}
    given = {axis: np.asarray(along) for axis, along in (coords or {}).items()}
    return xarray.DataArray(value, dims=dims, coords=given, name=name or None, attrs=attributes)


def save(path: Path | str, results: Mapping[str, Any]) -> Path:
    """Write numbers, arrays, `Result`s and `xarray.DataArray`s by name to `path` (.npz), and return it.

    Raises TypeError for something else, ValueError for another extension or an empty name.
    """
    path = Path(path)
    if path.suffix != ".npz":
        raise ValueError(f"{path.name}: results are saved as .npz")
    arrays: dict[str, np.ndarray] = {}
    labels: dict[str, dict] = {}
    for name, result in results.items():
        if not name:
            raise ValueError("a result needs a name")
        labels[name] = _label(name, result, arrays)
    arrays[_META] = np.array(json.dumps({"entrainment": version("entrainment"), "results": labels}))
    handle, staged = tempfile.mkstemp(prefix=f".{path.stem}-", suffix=".npz", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            np.savez_compressed(file, allow_pickle=False, **arrays)
        os.replace(staged, path)
    except BaseException:
        Path(staged).unlink(missing_ok=True)
        raise
    return path


def _label(name: str, result: Any, arrays: dict) -> dict:
    """What is known of a result besides its values, which go to `arrays`."""
    slot = f"r{len(arrays)}"
    if isinstance(result, Result):
        arrays[slot] = _plain(name, result.value)
        return {"kind": "result", "slot": slot, "unit": result.unit, "claims": list(result.claims)}
    if hasattr(result, "dims") and hasattr(result, "coords") and hasattr(result, "attrs"):
        arrays[slot] = _plain(name, result.values)
        coords = {}
        for axis, along in result.coords.items():
            key = f"r{len(arrays)}"
            arrays[key] = _plain(f"{name}.{axis}", along.values)
            coords[str(axis)] = {"slot": key, "dims": list(along.dims)}
        attributes = {str(key): str(value) for key, value in result.attrs.items()}
        return {"kind": "labelled", "slot": slot, "dims": list(result.dims), "coords": coords, "attrs": attributes,
                "name": result.name}
    arrays[slot] = _plain(name, result)
    return {"kind": "array", "slot": slot}


def _plain(name: str, value: Any) -> np.ndarray:
    array = np.asarray(value)
    if array.dtype.kind not in _KINDS:
        raise TypeError(f"{name} holds {array.dtype}, which is no number")
    return array


def load(path: Path | str) -> dict[str, Any]:
    """What `save` wrote, by name. A labelled array comes back as a `Result` where there is no xarray.

    Raises ValueError for a file that `save` did not write.
    """
    with np.load(path, allow_pickle=False) as archive:
        if _META not in archive:
            raise ValueError(f"{path} was not written by entrainment")
        labels = json.loads(str(archive[_META]))["results"]
        return {name: _restored(label, archive) for name, label in labels.items()}


def _restored(label: dict, archive: Any) -> Any:
    value = archive[label["slot"]]
    if label["kind"] == "result":
        return Result(value, label["unit"], tuple(label["claims"]))
    if label["kind"] == "array":
        return value
    attributes = label["attrs"]
    if importlib.util.find_spec("xarray") is None:
        return Result(value, attributes.get("units", ""), tuple(filter(None, attributes.get("claims", "").split(", "))))
    import xarray

    coords = {axis: (along["dims"], archive[along["slot"]]) for axis, along in label["coords"].items()}
    return xarray.DataArray(value, dims=label["dims"], coords=coords, name=label["name"], attrs=attributes)
