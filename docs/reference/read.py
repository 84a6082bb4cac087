"""Read a table of reference values and compare your own code with it.  Plain Python; copy this file.

    python read.py naidon2021.json naidon2021:12

Inputs are exact fractions, values decimals with the stated bound of their error, hbar = 1.
"""

import json
import sys
from decimal import Decimal
from fractions import Fraction


def read(path, claim=None):
    """(claim, quantity, inputs as exact fractions, value, bound of its error) of every entry, or of one claim."""
    with open(path) as file:
        entries = json.load(file)["values"]
    for entry in entries:
        if claim in (None, entry["claim"]):
            inputs = {name: Fraction(text) for name, text in entry["inputs"].items()}
            yield entry["claim"], entry["quantity"], inputs, Decimal(entry["value"]), Decimal(entry["radius"])


if __name__ == "__main__":
    for claim, quantity, inputs, value, radius in read(*sys.argv[1:3]):
        print(claim, quantity, *(f"{name}={number}" for name, number in inputs.items()), value, radius)
