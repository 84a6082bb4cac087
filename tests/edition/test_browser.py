"""The edition in a browser: no complaint on the console, no page wider than a telephone, no picture that is not shown."""

import contextlib
import functools
import html
import http.server
import re
import shutil
import subprocess
import threading
from pathlib import Path

import pytest

from .pages_read import dead_links

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
BUILT = Path(__file__).resolve().parents[2] / "docs" / "edition"
WIDTH = 390

#: Opens every page in a frame as wide as a telephone and writes down which of them would scroll sideways.
HARNESS = """<!DOCTYPE html><html lang="en"><title>widths</title><body><pre id="found"></pre><script>
const pages = %s, found = document.getElementById("found");
(async () => {
  for (const page of pages) {
    const frame = document.createElement("iframe");
    frame.style.width = "%dpx"; frame.style.height = "800px"; frame.style.border = "0";
    await new Promise(done => { frame.onload = done; frame.src = page; document.body.append(frame); });
    const root = frame.contentDocument.documentElement;
    const broken = [...frame.contentDocument.images].filter(image => !(image.complete && image.naturalWidth)).length;
    found.textContent += page + " " + root.scrollWidth + " " + broken + "\\n";
    frame.remove();
  }
  found.textContent += "end";
})();
</script></body></html>"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@contextlib.contextmanager
def server(folder):
    """The address under which the files of ``folder`` are served."""
    listening = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder))
    threading.Thread(target=listening.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{listening.server_address[1]}"
    finally:
        listening.shutdown()


def opened(folder, profile):
    """(widths by page, pages with a picture that is not shown, complaints on the console)."""
    if CHROMIUM is None:
        pytest.fail("there is no chromium; type: apt-get install chromium")
    pages = sorted(str(path.relative_to(folder)) for path in folder.rglob("*.html"))
    (folder / "widths.html").write_text(HARNESS % (pages, WIDTH))
    command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}", "--enable-logging=stderr"]
    command += [f"--virtual-time-budget={1000 * len(pages) + 20000}", "--dump-dom"]
    with server(folder) as address:
        done = subprocess.run([*command, f"{address}/widths.html"], capture_output=True, text=True, timeout=800, check=True)
    measured = html.unescape(re.search(r'<pre id="found">(.*?)</pre>', done.stdout, re.DOTALL)[1]).split("\n")
    assert measured[-1] == "end"
    told = [line.rsplit(" ", 2) for line in measured[:-1]]
    assert [page for page, _, _ in told] == pages
    complaints = [line for line in done.stderr.splitlines() if "CONSOLE" in line]
    return {page: int(width) for page, width, _ in told}, [page for page, _, broken in told if int(broken)], complaints


@pytest.fixture
def copy(request, tmp_path):
    """A copy of the edition: the one that `make docs` built, else that of a few claims."""
    source = BUILT if (BUILT / "index.html").exists() else request.getfixturevalue("edition")[0]
    return Path(shutil.copytree(source, tmp_path / "pages"))


@pytest.mark.slow
def test_no_link_is_dead(copy):
    assert dead_links(copy) == []


@pytest.mark.slow
def test_every_page_fits_a_telephone_and_the_console_is_silent(copy, tmp_path):
    widths, broken, complaints = opened(copy, tmp_path / "profile")
    assert not {page: width for page, width in widths.items() if width > WIDTH}
    assert not broken and not complaints


@pytest.mark.slow
def test_what_is_wrong_with_a_page_would_be_seen(tmp_path):
    (tmp_path / "pages").mkdir()
    frame = '<!DOCTYPE html><html lang="en"><head><link rel="icon" href="data:,"></head><body>%s</body></html>'
    bad = {"wide": '<div style="width:700px">x</div>', "good": "x", "shout": "<script>console.error('no')</script>",
           "blank": '<img src="data:image/png;base64,AAAA" alt="none">'}
    for name, body in bad.items():
        (tmp_path / "pages" / f"{name}.html").write_text(frame % body)
    widths, broken, complaints = opened(tmp_path / "pages", tmp_path / "profile")
    assert [page for page, width in widths.items() if width > WIDTH] == ["wide.html"]
    assert broken == ["blank.html"] and len(complaints) == 1 and "no" in complaints[0]
