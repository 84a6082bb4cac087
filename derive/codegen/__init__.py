"""From a closed form to the text of a kernel: plan, stable rewriting, printing, manifest.

Imports sympy, mpmath and ``entrainment.derive`` only; is handed the folder that it writes to.
"""
