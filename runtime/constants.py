"""Physical constants in SI units, CODATA 2022.

Invariant: the edition is pinned. `hbar` and `k_B` are exact since the SI of 2019; the measured ones are typed with
their CODATA 2022 values (Mohr, Newell, Taylor, Tiesinga, Rev. Mod. Phys. 97, 025002 (2025)), because the edition behind
`scipy.constants` changes with scipy's version. A test compares with `scipy.constants` where that carries CODATA 2022.
"""

from math import pi

EDITION = "CODATA 2022"

h = 6.62607015e-34
"""Planck constant [J s], exact."""
hbar = h / (2 * pi)
"""Reduced Planck constant [J s], exact."""
k_B = 1.380649e-23
"""Boltzmann constant [J/K], exact."""
u = 1.66053906892e-27
"""Atomic mass constant [kg], standard uncertainty 5.2e-37."""
m_e = 9.1093837139e-31
"""Electron mass [kg], standard uncertainty 2.8e-40."""
a0 = 5.29177210544e-11
"""Bohr radius [m], standard uncertainty 8.2e-21."""
mu_B = 9.2740100657e-24
"""Bohr magneton [J/T], standard uncertainty 2.9e-33."""
mu_0 = 1.25663706127e-6
"""Vacuum magnetic permeability [N/A^2], standard uncertainty 2.0e-16."""
