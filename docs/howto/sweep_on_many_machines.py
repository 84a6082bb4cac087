"""A sweep that does not fit in memory, or that many machines share: the kernels on dask arrays.

A kernel is a NumPy ufunc and works on dask arrays as it is; on a cluster it is better called by its name, which every worker
loads from its cache once.  Here a map of E_B over two densities runs in two processes; with `Client("tcp://scheduler:8786")` in
place of the cluster it runs on many machines.  A worker that dies costs the blocks that it held, which others compute again;
every element is computed by the same serial loop, so the answer has the same bits as in one process.

    python docs/howto/sweep_on_many_machines.py
"""

import dask.array as da
import numpy as np
from entrainment.runtime.slices import by_name


def energies(size=2000, chunk=250):
    """E_B of 41K-39K-like gases (hbar = 1), a lazy array of shape (size, size)."""
    n = da.from_array(np.linspace(0.1, 10.0, size), chunks=chunk)
    return da.map_blocks(by_name("vacuum_energy_3d"), 1.0, 0.95, 1.5, 0.7, -0.9, n[:, None], n[None, :], dtype=float)


def reduced(map_of_energies):
    """What is wanted of a map too large to keep: its profile along n1, and the sum of each column of blocks."""
    return map_of_energies.min(axis=1), map_of_energies.sum(axis=0)


if __name__ == "__main__":
    from distributed import Client, LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1) as cluster, Client(cluster) as client:
        lowest, total = client.gather(client.compute(reduced(energies())))
    print(f"lowest E_B for each n1: {np.min(lowest):.6g} to {np.max(lowest):.6g}; sum {np.sum(total):.6g}")
