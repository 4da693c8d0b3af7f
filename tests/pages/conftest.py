"""A small library made in memory, and every page of it rendered with the theme."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from milaff import reader
from milaff.model import Library
from milaff.pages import FILTERS, GLOBALS, Arranger
from support.plans import made

THEME = Path(__file__).parents[2] / "theme"

DOSSIER = """
title: ملف التجربة
id: tajriba
subtitle: سطر تحت العنوان
introduction: |
  هذا **تقديم** الملف.
editors: [سعاد الكاتبة, عمر المحرر]
sections:
  - {id: first, title: القسم الأول, summary: ما يضمه القسم الأول}
  - {id: empty, title: قسم فارغ}
page_size: 2
site_url: https://example.org/repo/
"""


def article(number: int, **more: str) -> str:
    front = {
        "title": f'"مقال رقم {number} <b>"',
        "date": f'"20{10 + number}-03-31T11:58"',
        "author": "[ليلى بن أحمد, كريم عادل]",
        "source": "صحيفة النموذج",
        "keywords": "[موانئ, تجارة]",
        "section": "first",
        "summary": "هذا هو السطر الأول.",
    } | more
    head = "\n".join(f"{key}: {value}" for key, value in front.items() if value)
    return f"---\n{head}\n---\n\nهذا هو السطر الأول. ثم تتمة الكلام.\n\n## عنوان\n\nفقرة ثانية.\n"


def write_dossier(root: Path) -> Path:
    content = root / "content"
    for folder in ("articles", "pages", "sections"):
        (content / folder).mkdir(parents=True)
    (content / "dossier.yml").write_text(textwrap.dedent(DOSSIER), encoding="utf-8")
    for number in range(1, 6):
        path = content / "articles" / f"maqal-{number}.md"
        path.write_text(article(number), encoding="utf-8")
    others = {
        "undated": article(9, date="", summary="خلاصة أخرى.", section=""),
        "excerpt": article(8, visibility="excerpt", summary="الخلاصة وحدها."),
        "hidden": article(7, visibility="withheld", title="سرّي"),
    }
    for name, text in others.items():
        (content / "articles" / f"{name}.md").write_text(text, encoding="utf-8")
    about = "---\ntitle: عن الملف\n---\n\nكيف جُمع.\n"
    (content / "pages" / "about.md").write_text(about, encoding="utf-8")
    return root


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return reader.read_dossier(write_dossier(tmp_path_factory.mktemp("dossier")))


@pytest.fixture(scope="session")
def arranger(library: Library) -> Arranger:
    return Arranger(library, search=True)


@pytest.fixture(scope="session")
def site(arranger: Arranger) -> dict[str, str]:
    """Address → HTML of every page."""
    templates = Environment(
        loader=FileSystemLoader(THEME / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters.update(FILTERS)
    templates.globals.update(GLOBALS)
    return {
        plan.url: templates.get_template(plan.template).render(made(plan))
        for plan in arranger.plans()
    }
