"""Spin drag and fast response in a quantum mixture of atomic gases

F. Carlini and S. Stringari, Phys. Rev. A 104, 023301 (2021).  Transcribed from a text scan, in the paper's notation.
The paper sets hbar = 1: it is put back where the dimensions ask for it, phases are hbar times a phase.  An equation of
continuity is transcribed by its flux, an Euler equation by the rate of its phase; int dr |grad f|^2 n is ``grad_f2_n``.
"""

from .andreev_bashkin import ANDREEV_BASHKIN
from .fermi_liquid import FERMI_LIQUID
from .further_text import FURTHER_TEXT
from .plane_wave import PLANE_WAVE_PHASE
from .polaron import POLARON
from .spin_orbit import SPIN_ORBIT
from .sum_rules import SUM_RULES
from .tables import TABLES
from .text import TEXT
from .trap import TRAP

CLAIMS = (
    *SUM_RULES,
    *SPIN_ORBIT,
    *PLANE_WAVE_PHASE,
    *ANDREEV_BASHKIN,
    *FERMI_LIQUID,
    *POLARON,
    *TABLES,
    *TEXT,
    *FURTHER_TEXT,
    *TRAP,
)
