"""Derivations in the tests run with the cache of sympy that they have everywhere: ``derive`` sets it before sympy is read."""

import entrainment.derive  # noqa: F401
