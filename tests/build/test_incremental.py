"""After any edit the site is what a build from nothing would make, to the byte.

`--steps 250` walks as far as one likes, `--seed` elsewhere.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from milaff import build, workers
from support.sites import HOME

AUTHORS = ("ليلى بن أحمد", "كريم عادل", "سعاد الكاتبة", "ليلي بن احمد")
SOURCES = ("صحيفة العينة", "مجلة النموذج", "جريدة التجربة")
KEYWORDS = ("ميناء", "طرق", "تجارة", "ثقافة", "سكك حديدية")
SECTIONS = ("ports", "roads", "الطرق")
WORDS = "كتب وزير ميناء مدينة جديدة قال أعلن تقرير سفينة قطار مكتبة جريدة طريق سوق بلاد".split()


class Walk:
    """A dossier and a theme that change at random, one step after another."""

    def __init__(self, root: Path, seed: int) -> None:
        self.random = random.Random(seed)
        self.root = root / "dossier"
        self.content = self.root / "content"
        self.theme = root / "theme"
        self.search = False
        self.settings = {"title": "ملف", "page_size": "3", "digits": "latin", "calendar": "levant"}
        self.names = 0
        self.broken: tuple[Path, bytes] | None = None
        self.seen: list[tuple[Path, bytes]] = []
        shutil.copytree(HOME / "theme" / "templates", self.theme / "templates")
        self.write(self.theme / "static" / "site.css", "p {}")
        self.change_settings()
        for _ in range(9):
            self.add_article()

    def steps(self) -> list[Callable[[], object]]:
        rare = [
            self.rename_article, self.delete_article, self.change_settings, self.change_names,
            self.change_page, self.change_introduction, self.change_template, self.lose_template,
            self.change_style, self.change_picture, self.toggle_search, self.go_back,
            self.break_article, self.lose_page, self.harm_cache, self.lose_cache, self.touch,
        ]  # fmt: skip
        return [*rare, *[self.add_article] * 2, *[self.edit_body] * 3, *[self.edit_head] * 4]

    def step(self) -> str:
        chosen = self.mend if self.broken else self.random.choice(self.steps())
        chosen()
        return chosen.__name__

    # Content

    def write(self, path: Path, text: str) -> None:
        if path.is_file():
            self.seen.append((path, path.read_bytes()))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def articles(self) -> list[Path]:
        return sorted((self.content / "articles").glob("*.md"))

    def article(self) -> Path:
        return self.random.choice(self.articles())

    def text(self, words: int) -> str:
        return " ".join(self.random.choices(WORDS, k=words))

    def head(self) -> str:
        pick = self.random
        lines = [f"title: {self.text(4)}"]
        maybe = {
            "date": f"{pick.randint(1990, 1993)}-0{pick.randint(1, 9)}",
            "author": f"[{', '.join(pick.sample(AUTHORS, pick.randint(1, 2)))}]",
            "source": pick.choice(SOURCES),
            "keywords": f"[{', '.join(pick.sample(KEYWORDS, pick.randint(1, 3)))}]",
            "section": pick.choice(SECTIONS),
            "summary": self.text(8),
            "status": pick.choice(("published", "published", "draft")),
            "visibility": pick.choice(("full", "full", "full", "excerpt", "metadata", "withheld")),
            "updated": "1999-01-02",
            "note": self.text(3),
        }
        lines += [f"{key}: {value}" for key, value in maybe.items() if pick.random() < 0.7]
        return "\n".join(lines)

    def body(self) -> str:
        parts = [self.text(self.random.randint(5, 30)) for _ in range(self.random.randint(1, 4))]
        if self.random.random() < 0.3:
            parts.append(f"## {self.text(2)}")
        if self.random.random() < 0.2 and (self.content / "articles/media/p.png").is_file():
            parts.append('![صورة](media/p.png "رافعة")')
        return "\n\n".join(parts) + "\n"

    def add_article(self) -> None:
        name = f"maqal-{self.random.randint(1, 10**6)}"
        path = self.content / "articles" / f"{name}.md"
        self.write(path, f"---\n{self.head()}\n---\n\n{self.body()}")

    def edit_body(self) -> None:
        path = self.article()
        head = path.read_text(encoding="utf-8").split("\n---\n")[0]
        self.write(path, f"{head}\n---\n\n{self.body()}")

    def edit_head(self) -> None:
        path = self.article()
        body = path.read_text(encoding="utf-8").split("\n---\n")[-1]
        self.write(path, f"---\n{self.head()}\n---\n{body}")

    def rename_article(self) -> None:
        path = self.article()
        path.rename(path.with_name(f"renamed-{self.random.randint(1, 10**6)}.md"))

    def delete_article(self) -> None:
        if len(self.articles()) > 4:
            self.article().unlink()

    def touch(self) -> None:
        path = self.article()
        path.write_bytes(path.read_bytes())

    def break_article(self) -> None:
        path = self.article()
        self.broken = (path, path.read_bytes())
        path.write_text("---\ntitle: [\n---\n")

    def mend(self) -> None:
        assert self.broken
        self.broken[0].write_bytes(self.broken[1])
        self.broken = None

    def go_back(self) -> None:
        if self.seen:
            path, data = self.random.choice(self.seen)
            if path.is_file():
                path.write_bytes(data)

    def change_settings(self) -> None:
        pick = self.random
        self.settings |= pick.choice(
            [
                {"title": self.text(2)},
                {"digits": pick.choice(("latin", "arabic"))},
                {"calendar": pick.choice(("levant", "maghreb", "egypt"))},
                {"page_size": str(pick.randint(2, 5))},
                {"site_url": pick.choice(('""', "https://example.org/a/"))},
                {"editors": f"[{pick.choice(AUTHORS)}]"},
                {"introduction": self.text(6)},
            ]
        )
        sections = [
            "  - {id: ports, title: الموانئ, summary: عن الموانئ}",
            "  - {id: roads, title: الطرق}",
        ]
        pick.shuffle(sections)
        lines = [f"{key}: {value}" for key, value in self.settings.items()]
        self.write(self.content / "dossier.yml", "\n".join([*lines, "sections:", *sections, ""]))

    def change_names(self) -> None:
        self.names += 1
        a, b = self.random.sample(AUTHORS, 2)
        outlet = self.random.choice(SOURCES)
        self.write(
            self.content / "names.yml",
            f"people:\n  - {{id: one-{self.names % 3}, name: {a}, spellings: [{b}]}}\n"
            f"organisations:\n  - {{id: outlet, name: {self.text(2)}, spellings: [{outlet}]}}\n",
        )

    def change_page(self) -> None:
        path = self.content / "pages" / self.random.choice(("about.md", "method.md"))
        if path.is_file() and self.random.random() < 0.4:
            path.unlink()
        else:
            self.write(path, f"---\ntitle: {self.text(2)}\n---\n\n{self.text(9)}\n")

    def change_introduction(self) -> None:
        path = self.content / "sections" / "ports.md"
        self.write(path, f"---\ntitle: الموانئ\n---\n\n{self.text(9)}\n")

    def change_picture(self) -> None:
        path = self.content / "articles" / "media" / "p.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"\x89PNG" + self.random.randbytes(8))

    # Theme, switches, and what lies about

    def template(self) -> Path:
        return self.random.choice(sorted((self.theme / "templates").glob("*.html")))

    def change_template(self) -> None:
        path = self.template()
        text = path.read_text(encoding="utf-8")
        self.write(path, text + f"{{# {self.text(1)} #}}\n" if "extends" in text else text + "\n")

    def lose_template(self) -> None:
        path = self.theme / "templates" / self.random.choice(("archive.html", "year.html"))
        if path.is_file():
            path.unlink()
        else:
            shutil.copy(HOME / "theme" / "templates" / path.name, path)

    def change_style(self) -> None:
        self.write(self.theme / "static" / "site.css", f"p {{ margin: {self.random.random()}em }}")

    def toggle_search(self) -> None:
        self.search = not self.search

    def lose_page(self) -> None:
        pages = sorted((self.root / "output").rglob("*.html"))
        if pages:
            self.random.choice(pages).unlink()

    def harm_cache(self) -> None:
        files = [path for path in sorted((self.root / ".cache").rglob("*")) if path.is_file()]
        if files:
            path = self.random.choice(files)
            data = path.read_bytes()
            path.write_bytes(data[: self.random.randint(0, len(data))])

    def lose_cache(self) -> None:
        shutil.rmtree(self.root / ".cache", ignore_errors=True)

    # Builds

    def build(self) -> int:
        return build.main_build(self.root, search=self.search, theme=self.theme)

    def build_cleanly(self, root: Path) -> int:
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(self.content, root / "content")
        return build.main_build(root, search=self.search, theme=self.theme)


def files(site: Path) -> dict[str, bytes]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file()
    }


def test_after_every_step_the_site_is_what_a_build_from_nothing_makes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.delenv("MILAFF_SITE_URL", raising=False)
    walk = Walk(tmp_path, request.config.getoption("--seed"))
    clean = tmp_path / "elsewhere" / "نسخة"
    before: dict[str, bytes] = {}
    for number in range(request.config.getoption("--steps")):
        name = walk.step()
        # Every other build is shared out among workers: they must not make a difference.
        monkeypatch.setattr(workers, "WORTH_SHARING", 1 if number % 2 else 10**9)
        monkeypatch.setenv("MILAFF_WORKERS", "2")
        code = walk.build()
        site = files(walk.root / "output")
        monkeypatch.setenv("MILAFF_WORKERS", "1")
        assert walk.build_cleanly(clean) == code, f"step {number}: {name}"
        wanted = files(clean / "output") if code == 0 else before
        if code and name == "lose_page":
            continue
        assert site.keys() == wanted.keys(), f"step {number}: {name}"
        assert [url for url in site if site[url] != wanted[url]] == [], f"step {number}: {name}"
        before = site
