"""A page as its elements: what a reader and a browser would find in it."""

from html.parser import HTMLParser
from pathlib import Path

VOID = {"meta", "link", "br", "img", "hr", "input", "path", "circle"}


class Page(HTMLParser):
    """``faults``, ``links``, ``ids``, ``tags`` and the attributes of every element."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.faults, self.links, self.ids, self.elements = [], [], [], [], []
        self.feed(text)
        self.close()
        self.faults += [f"{tag} is not closed" for tag in self.open]

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.elements.append((tag, given))
        if len(given) != len(attrs):
            self.faults.append(f"{tag} has an attribute twice")
        if tag in ("p",) and self.open[-1:] == ["p"]:
            self.faults.append("p inside p")
        if "id" in given:
            self.ids.append(given["id"])
        self.links += [given[name] for name in ("href", "src") if name in given]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")

    @property
    def tags(self):
        return {tag for tag, _ in self.elements}


def dead_links(folder):
    """(page, link) of every link in the HTML files of ``folder`` that leads to no file or no anchor of it."""
    pages = {path: Page(path.read_text()) for path in sorted(Path(folder).rglob("*.html"))}
    dead = []
    for path, page in pages.items():
        for link in page.links:
            address, _, anchor = link.partition("#")
            target = (path.parent / address).resolve() if address else path.resolve()
            missing = not target.is_file() or (anchor and anchor not in Page(target.read_text()).ids)
            if missing and not address.startswith("data:"):
                dead.append((str(path.relative_to(folder)), link))
    return dead
