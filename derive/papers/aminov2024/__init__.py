"""Finite-frequency normal and superfluid drag in two-component condensates

A. F. Aminov, A. A. Sokolik and Yu. E. Lozovik, Phys. Rev. A 110, 013318 (2024).  Transcribed from a text scan, in the
paper's notation.  The paper sets hbar = 1: it is put back where the dimensions ask for it; energies, k_B T among them,
are energies, while omega and gamma are rates.  ``n_a``, ``n_b`` are the condensate densities n_i^0.
"""

from .conductivity import CONDUCTIVITY_CLAIMS
from .dipolar import DIPOLAR_CLAIMS
from .estimates import ESTIMATE_CLAIMS
from .figures import FIGURE_CLAIMS
from .modes import MODE_CLAIMS
from .response import RESPONSE_CLAIMS
from .text import TEXT_CLAIMS

CLAIMS = (*CONDUCTIVITY_CLAIMS, *MODE_CLAIMS, *RESPONSE_CLAIMS, *DIPOLAR_CLAIMS, *TEXT_CLAIMS, *FIGURE_CLAIMS, *ESTIMATE_CLAIMS)
