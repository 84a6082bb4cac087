"""The edition in a browser: no complaint on the console, and no page wider than a telephone."""

import functools
import html
import http.server
import re
import shutil
import subprocess
import threading
from pathlib import Path

import pytest

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
    found.textContent += page + " " + root.scrollWidth + "\\n";
    frame.remove();
  }
  found.textContent += "end";
})();
</script></body></html>"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def served(request, tmp_path_factory):
    """Address of the edition: the one that `make docs` built, else that of a few claims."""
    source = BUILT if (BUILT / "index.html").exists() else request.getfixturevalue("edition")[0]
    folder = tmp_path_factory.mktemp("served")
    shutil.copytree(source, folder, dirs_exist_ok=True)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield folder, f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()


@pytest.mark.slow
def test_no_page_scrolls_sideways_on_a_telephone_and_the_console_is_silent(served, tmp_path):
    if CHROMIUM is None:
        pytest.fail("there is no chromium; type: apt-get install chromium")
    folder, address = served
    pages = sorted(str(path.relative_to(folder)) for path in folder.rglob("*.html"))
    (folder / "widths.html").write_text(HARNESS % (pages, WIDTH))
    profile = f"--user-data-dir={tmp_path}"
    command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", profile, "--enable-logging=stderr"]
    command += [f"--virtual-time-budget={1000 * len(pages) + 20000}", "--dump-dom", f"{address}/widths.html"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=900, check=True)
    measured = html.unescape(re.search(r'<pre id="found">(.*?)</pre>', done.stdout, re.DOTALL)[1]).split("\n")
    assert measured[-1] == "end"
    widths = dict(line.rsplit(" ", 1) for line in measured[:-1])
    assert set(widths) == set(pages)
    assert not {page: width for page, width in widths.items() if int(width) > WIDTH}
    assert not [line for line in done.stderr.splitlines() if "CONSOLE" in line]
