"""Fifty digits of a formula, certified, and my own code compared with them.

The same as  entrainment evaluate naidon2021:12 alpha=27/10 --digits 50  on the command line.
"""

from decimal import Decimal
from fractions import Fraction

import mpmath
from entrainment.runtime.reference.andreev_bashkin import mass_drag_density
from entrainment.runtime.verify import catalogue, evaluation

form = evaluation.closed_form(catalogue.claim("naidon2021:12"))
alpha = Fraction(27, 10)
print("delta_g_max/delta_g_min at alpha = 27/10, D = 3")
print(evaluation.digits_of(form, {"alpha": alpha}, 50))

x = float(alpha) ** 0.5  # my own code, in double precision
mine = 4 / 15 * (3 * x**3 + 6 * x**2 + 4 * x + 2) / (1 + x) ** 2
true = Decimal(evaluation.digits_of(form, {"alpha": alpha}, 50).split()[0])
print(f"mine, in double precision: {mine!r}, off by {float(Decimal(mine) / true - 1):.1e}")

# a number that no closed form gives: the definition itself, here the drag density of unequal masses
drag = mass_drag_density(3, 1, Fraction(87, 41), 1, 2, Fraction(1, 2), 1, Fraction(3, 2), digits=50)
print("rho_drag of m2/m1 = 87/41, from the energy of moving condensates:")
print(mpmath.nstr(drag, 50))
