"""The ledger: printed = derived = definition = kernel.  The one package that sees all sides.

Nothing here declares that a formula is right.  A verdict is computed from checks that can fail, and planted mutants
show that they do.
"""
