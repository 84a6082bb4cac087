"""Predict a drag experiment: kick one component, how fast does the other one move?

A perturbation that acts on component 1 alone sets component 2 in motion at first order in the drag density
(carlini2021:36, 37): v2/v1 = (n_drag/n)/(1/2 - n_drag/n) for a balanced mixture of equal masses.
"""

import math

from entrainment.runtime import units
from entrainment.runtime.reference.andreev_bashkin import drag_density
from entrainment.runtime.species import species

atom = species("23Na")
a, a12 = 54.5 * units.a0, 50.0 * units.a0
n = 1e14 * units.per_cubic_centimetre

# hbar = m = 1, lengths in units of n^(-1/3)
length = n ** (-1 / 3)
g, g12 = (4 * math.pi * x / length for x in (a, a12))
fraction = float(drag_density(3, 1, 1, g, g, g12, 0.5, 0.5, digits=20))  # n_drag/n
print(f"{atom.name}: n a^3 = {n * a**3:.3g}, a12/a = {a12 / a:.3f}")
print(f"n_drag/n = {fraction:.4e}")
print(f"v2/v1 just after the kick = {fraction / (0.5 - fraction):.4e}")
print(f"where component 1 moves at 1 mm/s, component 2 moves at {1e6 * fraction / (0.5 - fraction):.3g} nm/s")
small = 4 / (9 * math.sqrt(2 * math.pi)) * (a12 / a) ** 2 * math.sqrt(n * a**3)
print(f"to second order in a12, the corrected carlini2021:38: n_drag/n = {small:.4e}")
