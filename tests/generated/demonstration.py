"""Plans of kernels whose values are known, one for each kind of body."""

import sympy as sp
from entrainment.derive import dimensions as dim
from entrainment.derive.codegen.plan import SPLIT, Branches, ClosedForm, KernelPlan, ModeIntegral, NearSpecial
from entrainment.derive.notation import alpha, g, hbar, m, n_plus, p, z
from entrainment.derive.special import carlson_rc, carlson_rd, carlson_rf

a, b, c = sp.symbols("a b c", positive=True)
d = sp.Symbol("d", real=True)
gap = sp.Symbol("gap", nonnegative=True)
PAIR = (a + sp.I * d, a - sp.I * d, b)


def plan(name, arguments, body, formula, module="known", D=None, **more):
    settings = {"conditions": (), "claims": ("test:1",), "derivation": "known.values", "title": name} | more
    return KernelPlan(name=name, module=module, arguments=arguments, D=D, body=body, formula=formula, **settings)


EDGE = (
    g * (alpha - 1) ** 2 * (alpha**2 + 1) ** sp.Rational(1, 4) / (sp.pi**2 * alpha ** sp.Rational(3, 2))
    * sp.sqrt(m**3 * g**3 * n_plus) / hbar**3
)
NEAR_ONE = (carlson_rc(1, z**2) - 1) / (z - 1)
LHY = m * (g * n_plus) ** 2 * sp.sqrt(m * g * n_plus) * sp.Rational(32, 15)

# E - e - c + c**2/(2 e) for E = sqrt(e (e + 2c)), written without cancellation
_e, _c = p**2 / (2 * m), g * n_plus
_y = _c / _e
_root = sp.sqrt(1 + 2 * _y)
_bracket = p**2 * _c * _y**2 * (3 + _root) / (1 + _root) ** 3
_healing = 2 * sp.sqrt(m * _c)


def lhy(name, prefactor):
    body = ModeIntegral("zero_point", p, _bracket, _bracket, _healing, _healing, prefactor)
    return plan(name, (m, g, n_plus), body, prefactor * LHY, "modes", D=3, result=dim.ENERGY * dim.LENGTH**3)


def plans():
    two_scales = 1 / sp.sqrt((p**2 + a**2) * (p**2 + b**2))
    root = sp.sqrt(p**2 + gap**2)
    subtracted = -(gap**4) / (2 * p * (root + p) ** 2)  # root - p - gap**2/(2 p)
    return (
        plan("edge", (alpha, g, m, n_plus), ClosedForm(EDGE), EDGE, "edges", D=3, conditions=(alpha > 1,)),
        plan("near_one", (z,), NearSpecial(NEAR_ONE, z, 1, sp.Rational(1, 20), 14), NEAR_ONE, "edges"),
        plan(
            "sinc", (a, d), NearSpecial(sp.sin(a * d) / d, d, 0, 1 / (2 * a), 14), sp.sin(a * d) / d, "edges",
        ),
        plan(
            "steps", (d,), Branches(((d < -1, -d), (sp.And(d >= -1, d < 1), ClosedForm(d**2)), (True, d**3))), d,
            "edges", limits=((sp.Eq(d, 5), sp.oo),),
        ),
        plan("rc", (a, b), ClosedForm(carlson_rc(a, b)), carlson_rc(a, b), "carlson"),
        plan("rf", (a, b, c), ClosedForm(carlson_rf(a, b, c)), carlson_rf(a, b, c), "carlson"),
        plan("rd", (a, b, c), ClosedForm(carlson_rd(a, b, c)), carlson_rd(a, b, c), "carlson"),
        plan("rf_pair", (a, d, b), ClosedForm(carlson_rf(*PAIR)), carlson_rf(*PAIR), "carlson"),
        plan("rd_pair", (a, d, b), ClosedForm(carlson_rd(*PAIR)), carlson_rd(*PAIR), "carlson"),
        lhy("lhy", sp.S.One),
        lhy("half_lhy", sp.S.Half),
        plan(
            "two_scales", (a, b), ModeIntegral("two_scales", p, two_scales, two_scales, sp.Min(a, b), sp.Max(a, b)),
            carlson_rf(0, a**2, b**2), "modes", names=(("scale", b**2),),
        ),
        plan(
            "finite_part", (gap,),
            ModeIntegral("root", p, root, subtracted, gap, gap, 1, -(SPLIT**2) / 2 - gap**2 / 2 * sp.log(SPLIT)),
            gap**2 / 4 + gap**2 / 2 * sp.log(2 / gap), "modes", limits=((sp.Eq(gap, 0), sp.S.Zero),),
        ),
    )

