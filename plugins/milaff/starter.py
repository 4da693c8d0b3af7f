"""An empty dossier, for `new`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from milaff.model import Problem, ProblemsFound, slug_for

_DOSSIER = """\
# What this dossier is. Every key is explained in docs/front-matter.md.
title: ملفّ جديد
# The name of its bundle.
id: {id}
description: ملفّ صحفي محرَّر
introduction: |
  اكتب هنا تقديم الملف: موضوعه، ومَن أعدّه، ولماذا.
editors: []
# Sections, in order; an article enters one by its own section: key. For example:
# sections:
#   - {{id: ports, title: الموانئ, summary: ما كُتب عن الموانئ}}
sections: []
calendar: international
digits: latin
site_url: ""
"""
_NAMES = """\
# People, places and organisations, and how the press spells them. For example:
# places:
#   - {id: casablanca, name: الدار البيضاء, spellings: [كازابلانكا]}
people: []
places: []
organisations: []
"""
_OUTLETS = """\
# Outlets that Milaff does not know, and how their pages are made. Every key but the name may be
# left out; docs/curators explains them. For example:
# outlets:
#   - name: صحيفة العيّنة
#     spellings: [العيّنة, جريدة العيّنة]
#     domains: [alayyina.example]
#     junk: [صوت من لا صوت له, تابعوا العيّنة على …]
#     keywords: [في هذا الخبر]
#     bylines: ["أعدّها للعيّنة {author} من {place}"]
#     date: below title
outlets: []
"""
_ABOUT = """\
---
title: عن الملف
---

اكتب هنا كيف جُمعت المقالات، وكيف يُتَّصل بالمحرّرين.
"""
_IGNORE = "output/\n.output.json\ndist/\n.cache/\n"
_FILES = {
    "content/names.yml": _NAMES,
    "content/outlets.yml": _OUTLETS,
    "content/pages/about.md": _ABOUT,
    "content/inbox/.gitkeep": "",
    "content/originals/.gitkeep": "",
    "content/articles/.gitkeep": "",
    ".gitignore": _IGNORE,
}


def make_dossier(directory: Path) -> Iterator[PurePosixPath]:
    """Write an empty dossier into `directory`, yielding the paths of its files.

    Raises ProblemsFound, before anything is written, when the folder is not empty or is called as
    an option is.
    """
    if directory.name.startswith("-"):
        reason = "no folder is called so: it looks like an option of the command"
        hint = "name a folder, as in `python3 tasks.py new ../my-dossier`; help: `--help new`"
        raise ProblemsFound([Problem(str(directory), None, None, reason, hint)])
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        hint = "give a folder that does not exist yet, or an empty one"
        raise ProblemsFound([Problem(str(directory), None, None, "it is not empty", hint)])
    settings = _DOSSIER.format(id=slug_for(directory.resolve().name, None))
    for name, text in {"content/dossier.yml": settings, **_FILES}.items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        yield PurePosixPath(name)
