"""The build, from a dossier on disk to a site on disk."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from milaff import build
from support.sites import DOSSIER, HOME, TinyDossier, article

Make = Callable[..., TinyDossier]

FULL = """
title: ملف التجربة
id: trial
introduction: مقدمة الملف.
editors: [فريق التجربة]
sections:
  - {id: ports, title: الموانئ, summary: عن الموانئ}
  - {id: empty, title: قسم فارغ}
page_size: 2
"""


def articles() -> dict[str, str]:
    front = {"section": "ports", "keywords": "[ميناء, تجارة]", "source": "صحيفة العينة"}
    made = {
        f"maqal-{n}": article(
            f"مقال {n}", f"متن {n}\n\n## فرع\n\nفقرة", date=f"202{n}-01-01", author="محرر", **front
        )
        for n in range(5)
    }
    made["undated"] = article('"<img src=x onerror=alert(1)>"', "متن", **front)
    return made


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for key, value in attrs:
            absolute = tag == "link" and ("rel", "canonical") in attrs
            if key in ("href", "src", "action") and value is not None and not absolute:
                self.links.append(value)


def dead_links(site: Path) -> list[str]:
    """Links of every page that do not lead to a file of the site, or lead to a folder."""
    found = []
    for page in site.rglob("*.html"):
        parser = _Links()
        parser.feed(page.read_text(encoding="utf-8"))
        for link in parser.links:
            parts = urlsplit(link)
            if parts.scheme or link.startswith("#"):
                continue
            target = page.parent / unquote(parts.path)
            if parts.path.startswith("/") or not target.is_file():
                found.append(f"{page.relative_to(site)} → {link}")
    return found


def test_every_link_of_every_page_leads_to_a_file_of_the_site(make_dossier: Make) -> None:
    made = make_dossier(articles(), dossier=FULL, files={"pages/about.md": article("عن الملف")})
    assert made.build(search=True).code == 0
    assert dead_links(made.output) == []


def test_no_page_asks_the_network_for_anything(make_dossier: Make) -> None:
    made = make_dossier(articles(), dossier=FULL)
    made.build(search=True)
    for page in made.output.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert not re.search(r'(?:src|srcset)="(?:https?:)?//', text)
        assert not re.search(r'<link[^>]*rel="stylesheet"[^>]*href="(?:https?:)?//', text)
        assert 'type="module"' not in text


def test_two_builds_are_the_same_to_the_byte_wherever_the_dossier_lies(
    make_dossier: Make, tmp_path: Path
) -> None:
    first = make_dossier(articles(), dossier=FULL)
    second = make_dossier(articles(), dossier=FULL, root=tmp_path / "مكان آخر")
    first.build(search=True)
    second.build(search=True)
    assert first.files() == second.files()


def test_a_dossier_named_by_a_relative_path_is_built_where_it_lies(
    make_dossier: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make_dossier({"a": article()})
    monkeypatch.chdir(made.root.parent)
    assert build.main_build(Path(made.root.name)) == 0
    assert "articles/a.html" in made.files()
    monkeypatch.chdir(made.root)
    assert build.main_bundle(Path()) == 0
    assert (made.root / "dist" / "trial.zip").is_file()


def test_a_second_build_writes_nothing_and_force_writes_all(make_dossier: Make) -> None:
    made = make_dossier(articles(), dossier=FULL)
    made.build()
    assert "0 files," in made.build().out.splitlines()[-1]
    assert "skipped 0," in made.build(force=True).out


def test_what_vanishes_from_the_dossier_vanishes_from_the_site(make_dossier: Make) -> None:
    made = make_dossier({"a": article(), "b": article()})
    made.build()
    (made.output / "CNAME").write_text("example.org")
    (made.root / "content/articles/b.md").unlink()
    assert made.build().code == 0
    assert "articles/a.html" in made.files()
    assert "articles/b.html" not in made.files()
    assert "CNAME" in made.files()


def test_bad_content_ends_the_build_with_every_problem_and_keeps_the_site(
    make_dossier: Make,
) -> None:
    made = make_dossier({"a": article()})
    made.build()
    before = made.files()
    made.write(
        {
            "articles/b.md": article(date="1975-13"),
            "articles/c.md": "بلا مقدمة",
            "articles/d.md": article(body="![صورة](none.jpg)"),
        }
    )
    said = made.build()
    assert said.code == 1
    assert 'content/articles/b.md:3: date: "1975-13" is not a month' in said.err
    assert "content/articles/c.md:1:" in said.err
    assert "Traceback" not in said.err
    assert made.files() == before


@pytest.mark.parametrize(
    ("outlets", "where"),
    [
        ("outlets:\n  - nam: صحيفة العيّنة\n".encode(), "content/outlets.yml:2:"),
        ("outlets:\n\t- name: صحيفة العيّنة\n".encode(), "content/outlets.yml:2:"),
        ("outlets:\n  - name: صحيفة\n".encode("cp1256"), "content/outlets.yml:2:"),
    ],
    ids=["typo", "tab", "not UTF-8"],
)
def test_broken_outlets_end_the_build_with_all_other_problems_even_when_the_inbox_is_empty(
    make_dossier: Make, outlets: bytes, where: str
) -> None:
    made = make_dossier({"a": article(date="1975-13")})
    made.write({"outlets.yml": outlets})
    said = made.build()
    assert said.code == 1
    assert where in said.err
    assert "content/articles/a.md:3:" in said.err
    made.write({"articles/a.md": article()})
    assert where in made.build().err
    made.write({"outlets.yml": "outlets:\n  - name: صحيفة العيّنة\n"})
    assert made.build().code == 0
    assert made.build().code == 0


def test_paths_in_messages_are_valid_where_the_user_stands(
    make_dossier: Make, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = make_dossier({"a": article(), "b": article(status="draft")})
    monkeypatch.chdir(made.root.parent)
    named = Path(made.root.name)
    assert build.main_build(named, search=False) == 0
    said = capsys.readouterr().out
    assert f"in {named}/output/" in said
    assert f"  {named}/content/articles/b.md " in said
    made.write({"articles/a.md": article(date="1975-13")})
    assert build.main_build(named, search=False) == 1
    assert capsys.readouterr().err.startswith(f"{named}/content/articles/a.md:3: date:")
    monkeypatch.chdir(made.root)
    assert build.main_build(Path(), search=False) == 1
    assert capsys.readouterr().err.startswith("content/articles/a.md:3: date:")


def test_files_and_links_of_bodies_that_lead_nowhere_are_problems(make_dossier: Make) -> None:
    made = make_dossier(
        {
            "a": article(body="![صورة](none.jpg)\n\n[مقال](hidden.md)"),
            "hidden": article(status="draft"),
        }
    )
    said = made.build()
    assert said.code == 1
    assert '"articles/none.jpg" is not beside the article' in said.err
    assert 'the body links to "hidden.md"' in said.err


def test_a_picture_beside_the_article_reaches_the_site(make_dossier: Make) -> None:
    made = make_dossier(
        {"a": article(body='![صورة](media/port.png "ميناء")')},
        files={"articles/media/port.png": b"\x89PNG"},
    )
    assert made.build().code == 0
    assert made.files()["articles/media/port.png"] == b"\x89PNG"
    assert dead_links(made.output) == []


def test_a_folder_of_somebody_else_is_never_built_into(make_dossier: Make) -> None:
    made = make_dossier({"a": article()})
    made.output.mkdir()
    (made.output / "thesis.docx").write_text("x")
    said = made.build()
    assert said.code == 1
    assert "Milaff did not write" in said.err
    assert [*made.files()] == ["thesis.docx"]


def test_a_site_of_an_earlier_milaff_is_known_by_the_list_that_lies_in_it(
    make_dossier: Make,
) -> None:
    made = make_dossier({"a": article()})
    made.output.mkdir()
    (made.output / "gone.html").write_text("x")
    (made.output / ".milaff.json").write_text('{"files": ["gone.html"]}')
    assert made.build().code == 0
    assert not {"gone.html", ".milaff.json"} & made.files().keys()
    assert "index.html" in made.files()


def test_a_template_that_fails_is_named_with_its_line_and_the_site_stays(
    make_dossier: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = make_dossier({"a": article()})
    made.build()
    before = made.files()
    theme = tmp_path / "theme"
    (theme / "templates").mkdir(parents=True)
    (theme / "templates/article.html").write_text("<p>\n{{ nothing.here }}\n")
    code = build.main_build(made.root, search=False, theme=theme)
    assert code == 1
    said = capsys.readouterr().err
    assert "theme/templates/article.html:2: the template fails" in said
    assert "hint: mend this line" in said
    assert made.files() == before


def test_a_page_type_whose_template_the_theme_lacks_is_not_built(
    make_dossier: Make, tmp_path: Path
) -> None:
    made = make_dossier({"a": article()})
    theme = tmp_path / "theme"
    (theme / "templates").mkdir(parents=True)
    (theme / "templates/article.html").write_text("{{ article.title }}")
    assert build.main_build(made.root, theme=theme) == 0
    assert sorted(made.files()) == ["articles/a.html", "feed.xml"]


def test_a_hostile_title_is_text_on_every_page(make_dossier: Make) -> None:
    made = make_dossier(articles(), dossier=FULL)
    made.build(search=True)
    for name, data in made.files().items():
        if name.endswith(".html"):
            assert b"<img src=x" not in data, name


def test_drafts_stay_out_and_are_named_with_the_way_to_publish_them(make_dossier: Make) -> None:
    review = "[{field: date, reason: two dates are printed, alternatives: ['2020']}]"
    made = make_dossier({"a": article("في الانتظار", status="draft", review=review)})
    said = made.build()
    assert "content/articles/a.md  في الانتظار  (in doubt: date)" in said.out
    assert "status: published" in said.out
    assert not any("a.html" in name for name in made.files())


def test_undated_articles_are_shown_last(make_dossier: Make) -> None:
    made = make_dossier({"a-undated": article("بلا تاريخ"), "b": article("قديم", date="1777")})
    made.build()
    listed = made.page("articles/index.html")
    assert listed.index("قديم") < listed.index("بلا تاريخ")
    assert "archive/undated/index.html" in made.files()


def test_lists_are_cut_into_pages_of_the_size_asked_for(make_dossier: Make) -> None:
    made = make_dossier(articles(), dossier=FULL)
    made.build()
    pages = [name for name in made.files() if name.startswith("sections/ports/")]
    assert sorted(pages) == [f"sections/ports/{n}.html" for n in ("index", "page-2", "page-3")]


def test_an_unwritable_folder_is_told_without_a_traceback(
    make_dossier: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make_dossier({"a": article()})
    made.build()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", str(made.output / "x"))

    monkeypatch.setattr("milaff.output.site.shutil.copyfile", full)
    said = made.build(force=True)
    assert said.code == 1
    assert "No space left on device" in said.err
    assert "hint: free space" in said.err


def test_a_fault_of_the_program_is_told_without_a_traceback_and_kept_for_the_report(
    make_dossier: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make_dossier({"a": article()})
    monkeypatch.setattr("milaff.pages.data.Arranger.home", lambda _: 1 / 0)
    said = made.build()
    assert said.code == 1
    assert "Milaff itself failed: ZeroDivisionError" in said.err
    assert "Traceback" not in said.err
    assert "Traceback" in (made.root / ".cache/error.txt").read_text(encoding="utf-8")


def test_an_empty_dossier_builds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = tmp_path / "جديد"
    assert build.main_new(root) == 0
    assert build.main_build(root) == 0
    assert dead_links(root / "output") == []
    assert build.main_new(root) == 1
    assert "it is not empty" in capsys.readouterr().err


def test_who_asks_for_help_gets_no_dossier_of_that_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert build.main_new(Path("--help")) == 1
    assert "--help new" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("folder", "name"),
    [("ملف الموانئ", "mlf-almwany"), ("My-Dossier_2", "my-dossier-2"), ("2024", "2024")],
)
def test_the_bundle_of_a_new_dossier_is_named_after_its_folder(
    tmp_path: Path, folder: str, name: str
) -> None:
    root = tmp_path / folder
    assert build.main_new(root) == 0
    assert build.main_bundle(root) == 0
    assert [path.name for path in (root / "dist").iterdir()] == [f"{name}.zip"]


def test_the_home_of_a_new_dossier_shows_its_articles_and_no_empty_section(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build.main_new(tmp_path / "new") == 0
    made = TinyDossier(tmp_path / "new", capsys)
    made.write({"articles/a.md": article("مقال")})
    assert made.build().code == 0
    assert "articles/a.html" in made.page("index.html")
    assert "sections/" not in made.page("index.html")


def test_the_bundle_is_one_folder_and_the_same_each_time(make_dossier: Make) -> None:
    made = make_dossier(articles(), dossier=FULL)
    assert made.bundle().code == 0
    archive = made.root / "dist" / "trial.zip"
    first = archive.read_bytes()
    assert made.bundle().code == 0
    assert archive.read_bytes() == first
    with zipfile.ZipFile(archive) as packed:
        names = packed.namelist()
        assert packed.testzip() is None
    assert all(name.startswith("trial/") for name in names)
    assert "trial/index.html" in names


def test_the_site_address_of_a_deploy_stands_for_the_dossiers_own(
    make_dossier: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make_dossier({"a": article(date="2020")}, dossier=DOSSIER)
    made.build()
    assert "sitemap.xml" not in made.files()
    monkeypatch.setenv("MILAFF_SITE_URL", "https://example.org/repo/")
    made.build()
    address = "https://example.org/repo/articles/a.html"
    assert f'<link rel="canonical" href="{address}">' in made.page("articles/a.html")
    assert f"<loc>{address}</loc>" in made.page("sitemap.xml")
    assert address in made.page("feed.xml")
    monkeypatch.setenv("MILAFF_SITE_URL", "repo")
    said = made.build()
    assert said.code == 1
    assert "MILAFF_SITE_URL" in said.err


def test_pelicans_settings_hold_module_objects() -> None:
    text = (HOME / "pelicanconf.py").read_text(encoding="utf-8")
    assert "PLUGINS = [reader, pages, search, output]" in text
