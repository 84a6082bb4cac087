"""Lee-Huang-Yang coefficients for my Gross-Pitaevskii solver.

An extended Gross-Pitaevskii equation needs mu_i(n1, n2), mean field and beyond.  The kernels give the part beyond
mean field for any masses and couplings, on whole grids: here in the solver's own units, hbar = m1 = 1.
"""

import numpy as np
from entrainment.generated import kernel

m1, m2, g11, g22, g12 = 1.0, 87 / 41, 0.02, 0.05, -0.0315
n1 = np.linspace(0.0, 40.0, 81)[:, None]
n2 = np.linspace(0.0, 20.0, 41)[None, :]

# the vacuum energy is complex for g12^2 > g11 g22: a solver takes it at the threshold, where the droplet lives
energy = kernel("vacuum_energy_threshold_3d")(m1, m2, g11, g22, n1, n2)
slope1 = kernel("vacuum_energy_3d_n1")(m1, m2, g11, g22, np.sqrt(g11 * g22) * (1 - 1e-12), n1, n2)
slope2 = kernel("vacuum_energy_3d_n1")(m2, m1, g22, g11, np.sqrt(g11 * g22) * (1 - 1e-12), n2, n1)
mu1 = g11 * n1 + g12 * n2 + slope1
mu2 = g22 * n2 + g12 * n1 + slope2

print(f"table of {energy.shape[0]} x {energy.shape[1]} densities, no gaps: {np.isfinite(energy).all()}")
print(f"E_LHY(40, 20) = {energy[-1, -1]:.12g}, mu1 = {mu1[-1, -1]:.12g}, mu2 = {mu2[-1, -1]:.12g}")
# one component: the coefficient of n^(5/2) is 8/(15 pi^2) m^(3/2) g^(5/2)
print(f"E_LHY(40, 0)/(n^5/2 g^5/2) = {energy[-1, 0] / 40**2.5 / g11**2.5:.12g}, expected {8 / (15 * np.pi**2):.12g}")
# Euler's theorem: E_LHY is homogeneous of degree 5/2 in the densities
print(f"(n1 mu1 + n2 mu2)/E_LHY = {(40 * slope1[-1, -1] + 20 * slope2[-1, -1]) / energy[-1, -1]:.9f}, expected 2.5")
