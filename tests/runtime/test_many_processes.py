"""Sweeps in threads and in processes: the same bits as in one piece, whoever dies on the way."""

import importlib.util
import os
import pickle
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from entrainment.generated import kernel
from entrainment.runtime.errors import MissingKernel
from entrainment.runtime.slices import WORTH, by_name, in_threads

HOWTO = Path(__file__).parents[2] / "docs" / "howto" / "sweep_on_many_machines.py"


def howto():
    spec = importlib.util.spec_from_file_location("sweep_on_many_machines", HOWTO)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("threads", [1, 2, 3])
def test_threads_change_no_bit(threads):
    n1 = np.linspace(0.1, 10, 3 * WORTH + 7)
    whole = kernel("vacuum_energy_3d")(1.0, 0.9, 1.5, 0.7, -0.9, n1, 2.0)
    found = in_threads(kernel("vacuum_energy_3d"), 1.0, 0.9, 1.5, 0.7, -0.9, n1, 2.0, threads=threads)
    assert (found == whole).all()


def test_threads_take_any_shape_and_refuse_none():
    n1, n2 = np.linspace(0.1, 10, 200)[:, None], np.linspace(0.1, 10, 100)
    whole = kernel("lower_edge_3d")(n1, 1.0, 1.0, n2)
    assert (in_threads(kernel("lower_edge_3d"), n1, 1.0, 1.0, n2, threads=2) == whole).all()
    assert in_threads(kernel("lower_edge_3d"), 2.0, 1.0, 1.0, 1.0, threads=2).shape == ()
    with pytest.raises(ValueError, match="threads >= 1"):
        in_threads(kernel("lower_edge_3d"), 2.0, 1.0, 1.0, 1.0, threads=0)


def test_a_child_of_a_process_with_threads_has_threads_of_its_own():
    """What `fork` copies is the pool without its threads: work that is handed to it would never be done."""
    code = (
        "import os, sys, numpy as np\n"
        "from entrainment.runtime.slices import in_threads\n"
        "x = np.linspace(0, 1, 20000)\n"
        "in_threads(np.sqrt, x, threads=3)\n"
        "child = os.fork()\n"
        "if not child:\n"
        "    os._exit(0 if (in_threads(np.sqrt, x, threads=3) == np.sqrt(x)).all() else 1)\n"
        "sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))\n"
    )
    assert subprocess.run([sys.executable, "-c", code], timeout=60).returncode == 0


def test_the_sweep_of_the_howto_is_that_of_numpy():
    lazy = howto().energies(size=40, chunk=16)
    n = np.linspace(0.1, 10.0, 40)
    assert lazy.numblocks == (3, 3)
    assert (lazy.compute() == kernel("vacuum_energy_3d")(1.0, 0.95, 1.5, 0.7, -0.9, n[:, None], n[None, :])).all()


def test_a_kernel_travels_as_its_name():
    function = by_name("lower_edge_3d")
    assert len(pickle.dumps(function)) < 200
    assert pickle.loads(pickle.dumps(function))(2.0, 1.0, 1.0, 1.0) == kernel("lower_edge_3d")(2.0, 1.0, 1.0, 1.0)
    with pytest.raises(MissingKernel, match="lower_edge_4d"):
        by_name("lower_edge_4d")


@pytest.mark.slow
def test_two_processes_one_killed_on_the_way_give_the_same_bits(tmp_path):
    distributed = pytest.importorskip("distributed")
    example = howto()
    size, chunk = 1500, 125
    n = np.linspace(0.1, 10.0, size)
    whole = kernel("vacuum_energy_3d")(1.0, 0.95, 1.5, 0.7, -0.9, n[:, None], n[None, :])
    cluster = distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, local_directory=str(tmp_path)
    )
    with cluster, distributed.Client(cluster) as client:
        processes = client.run(os.getpid)
        assert len(set(processes.values())) == 2 and os.getpid() not in processes.values()
        lazy = example.energies(size, chunk).persist()
        doomed, pid = next(iter(processes.items()))
        blocks = distributed.futures_of(lazy)
        distributed.wait(blocks[: len(blocks) // 4])
        held = [key for keys in client.has_what([doomed]).values() for key in keys]
        os.kill(pid, signal.SIGKILL)  # after it finished blocks that nobody else holds
        assert held
        found = lazy.compute()
        lowest, total = (part.compute() for part in example.reduced(lazy))
        assert pid not in client.run(os.getpid).values()
    assert (found == whole).all()
    assert (lowest == whole.min(axis=1)).all()
    np.testing.assert_allclose(total, whole.sum(axis=0), rtol=1e-12)  # dask sums blocks first: another order
