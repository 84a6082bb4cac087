"""Check a paper's formula, or my copy of it, in plain or LaTeX notation.

The same as  entrainment check "FORMULA" --against PAPER:ID  on the command line.
"""

from entrainment.runtime.verify.typed import check

TYPED = {
    "the scaling of the small parameter as printed": (r"\sqrt{\frac{m^3 g^3 n_1}{\hbar^3}}", "naidon2021:text:eta-3d"),
    "the same with the power of hbar that dimensions ask for": (r"\sqrt{m^3 g^3 n_1}/\hbar^3", "naidon2021:text:eta-3d"),
    "the drag density by Landau parameters": ("n (F_1 - G_1)/(4 (3 + F_1))", "carlini2021:48"),
    "the same, a factor forgotten": ("n (F_1 - G_1)/(3 + F_1)", "carlini2021:48"),
    "sound of one component, in place of two": ("c_d^2 = g n/m", "carlini2021:text:sound"),
}

for what, (formula, claim) in TYPED.items():
    answer = check(formula, claim, digits=30)
    print(f"{what}\n  {formula}\n  {answer.text.replace(chr(10), chr(10) + '  ')}")
