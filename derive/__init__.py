"""From a Hamiltonian to a closed form, with sympy only.

Nothing in this package imports the printed claims (``derive.papers``), the generated kernels or the runtime.
"""

import os

os.environ.setdefault("SYMPY_CACHE_SIZE", "50000")  # read once, by the first import of sympy: derivations ask again and again
