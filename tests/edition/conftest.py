"""A ledger of a few claims, one of each verdict, judged once."""

import pytest
from entrainment.runtime.edition import build
from entrainment.runtime.verify import catalogue, ledger

CLAIMS = (
    "carlini2021:1",
    "carlini2021:text:spin-drive",
    "carlini2021:text:susceptibilities",
    "carlini2021:text:drag-positive",
    "naidon2021:5",
    "naidon2021:text:running-coupling",
    "naidon2021:text:eta-3d",
    "naidon2021:text:threshold-alpha",
)


@pytest.fixture(scope="session")
def small_ledger():
    return ledger.verify_claims([catalogue.claim(identifier) for identifier in CLAIMS], 20).to_json()


@pytest.fixture(scope="session")
def edition(small_ledger, tmp_path_factory):
    """(folder, files) of the edition of these claims, figures left out."""
    folder = tmp_path_factory.mktemp("edition") / "pages"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(build, "_figures", lambda *_: [])
        files = build.build(small_ledger, folder)
    return folder, files
