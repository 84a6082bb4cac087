"""Mixed bubbles in Bose-Bose mixtures

P. Naidon and D. S. Petrov, Phys. Rev. Lett. 126, 115301 (2021).  Transcribed from a text scan, in the paper's notation.
"""

from .equations import EQUATIONS, UNNUMBERED
from .supplement import SUPPLEMENT
from .text import TEXT

CLAIMS = (*EQUATIONS, *UNNUMBERED, *TEXT, *SUPPLEMENT)
