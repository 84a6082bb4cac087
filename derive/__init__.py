"""From a Hamiltonian to a closed form, with sympy only.

Nothing in this package imports the printed claims (``derive.papers``), the generated kernels or the runtime.
"""
