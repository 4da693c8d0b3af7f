"""The dossier as a whole."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from milaff import reader
from milaff.model import Derived, Library, ProblemsFound
from support.sites import TinyDossier, article

Make = Callable[..., TinyDossier]
SECTIONS = (
    "title: ملف\nsections:\n  - {id: ports, title: الموانئ}\n  - {id: trade, title: التجارة}\n"
)


@pytest.fixture
def library(make_dossier: Make) -> Callable[..., Library]:
    def read(articles: dict[str, str], *, preview: bool = False, **more: str) -> Library:
        root = make_dossier(articles, **more).root
        return reader.read_dossier(root, preview=preview)

    return read


def slugs(articles: object) -> list[str]:
    return [found.slug for found in articles]  # type: ignore[attr-defined]


def test_articles_come_newest_first_and_the_undated_last(
    library: Callable[..., Library],
) -> None:
    made = library(
        {
            "undated": article(),
            "old": article(date="1999"),
            "noon": article(date="2021-03-31T12:00"),
            "day": article(date="2021-03-31"),
            "b-twin": article(date="2020-01"),
            "a-twin": article(date="2020-01"),
        }
    )
    assert slugs(made.articles) == ["noon", "day", "a-twin", "b-twin", "old", "undated"]
    assert [year.year for year in made.years] == [2021, 2020, 1999, None]
    assert made.years[-1].url == "archive/undated/index.html"


def test_a_draft_is_seen_only_in_a_preview(library: Callable[..., Library]) -> None:
    articles = {"shown": article(), "waiting": article(status="draft")}
    assert slugs(library(articles).articles) == ["shown"]
    assert slugs(library(articles).drafts) == ["waiting"]
    assert slugs(library(articles, preview=True).articles) == ["shown", "waiting"]


@pytest.mark.parametrize(
    ("visibility", "summary", "text"),
    [("full", "خلاصة", "متن سري"), ("excerpt", "خلاصة", ""), ("metadata", "", "")],
)
def test_visibility_decides_what_of_an_article_may_be_seen(
    library: Callable[..., Library], visibility: str, summary: str, text: str
) -> None:
    made = library({"a": article(body="متن سري", summary="خلاصة", visibility=visibility)})
    (found,) = made.articles
    assert (found.summary, made.derived(found).text) == (summary, text)


def test_what_is_withheld_leaves_no_trace_in_any_group(library: Callable[..., Library]) -> None:
    made = library(
        {"a": article(visibility="withheld", author="سعاد", keywords="[سر]", date="2020")}
    )
    assert (made.articles, made.authors, made.keywords, made.years) == ((), (), (), ())


def test_sections_keep_the_order_of_the_dossier_and_may_be_empty(
    library: Callable[..., Library],
) -> None:
    articles = {"a": article(section="trade"), "b": article(section="التجارة")}
    made = library(articles, dossier=SECTIONS)
    assert [(s.id, slugs(s.articles)) for s in made.sections] == [
        ("ports", []),
        ("trade", ["a", "b"]),
    ]


def test_names_that_only_read_alike_stay_apart_and_invisible_signs_do_not_part_them(
    library: Callable[..., Library],
) -> None:
    made = library(
        {
            "a": article(author="أحمد"),
            "b": article(author="احمد"),
            "c": article(author='"\\u200fأحـمد"'),
        }
    )
    assert sorted((term.name, len(term.articles)) for term in made.authors) == [
        ("أحمد", 2),
        ("احمد", 1),
    ]


def test_declared_spellings_are_one_term_under_the_declared_id(
    library: Callable[..., Library],
) -> None:
    names = "places:\n  - {id: casablanca, name: الدار البيضاء, spellings: [كازابلانكا]}\n"
    made = library(
        {"a": article(keywords="[كازابلانكا]"), "b": article(keywords="[الدار البيضاء]")},
        files={"names.yml": names},
    )
    (term,) = made.keywords
    assert (term.id, term.name, len(term.articles)) == ("casablanca", "الدار البيضاء", 2)


def test_names_of_nothing_but_invisible_signs_name_nobody(
    library: Callable[..., Library],
) -> None:
    made = library({"a": article(author='"  "', source='"\\u200f"', keywords='[" "]')})
    (found,) = made.articles
    assert made.author_terms(found) == made.keyword_terms(found) == ()
    assert made.source_term(found) is None
    assert made.authors == made.sources == made.keywords == ()


def test_neighbours_are_the_newer_and_the_older(library: Callable[..., Library]) -> None:
    made = library({"a": article(date="2022"), "b": article(date="2021"), "c": article()})
    newer, older = made.neighbours(made.articles[1])
    assert newer is made.articles[0]
    assert older is made.articles[2]
    assert made.neighbours(made.articles[0])[0] is None
    assert made.neighbours(made.articles[2])[1] is None


def test_related_articles_are_those_linked_then_those_that_share_rare_keywords(
    library: Callable[..., Library],
) -> None:
    made = library(
        {
            "a": article(keywords="[نادر, شائع]", links="[{type: follows, to: z}]"),
            "b": article(keywords="[شائع]"),
            "c": article(keywords="[نادر]"),
            "d": article(keywords="[شائع]"),
            "z": article(),
        }
    )
    first = made.by_slug("a")
    assert first is not None
    assert slugs(made.related(first)) == ["z", "c", "b", "d"]


def test_every_problem_of_every_file_is_told_at_once(library: Callable[..., Library]) -> None:
    articles = {
        "a": article(date="2021-13"),
        "b": article(section="tradee"),
        "c": article(links="[{type: follows, to: nowhere}]"),
        "d": article(slug="b"),
    }
    with pytest.raises(ProblemsFound) as raised:
        library(articles, dossier=SECTIONS)
    told = "\n".join(map(str, raised.value.problems))
    assert 'content/articles/a.md:3: date: "2021-13" is not a month' in told
    assert re.search(r"content/articles/b\.md:3: section: .*\n.*did you mean trade\?", told)
    assert 'content/articles/c.md:3: links: no article has the slug "nowhere"' in told
    assert 'content/articles/d.md:3: slug: "b" is already the slug of content/articles/b.md' in told


def test_a_file_that_is_not_utf8_is_named_with_its_line(library: Callable[..., Library]) -> None:
    with pytest.raises(ProblemsFound, match=r"content/articles/x.md:2: the file is not UTF-8"):
        library({}, files={"articles/x.md": "---\ntitle: ملف".encode("windows-1256")})


def test_markdown_in_a_folder_of_articles_is_not_passed_over_in_silence(
    library: Callable[..., Library],
) -> None:
    with pytest.raises(ProblemsFound, match=r"content/articles/sub/x\.md"):
        library({}, files={"articles/sub/x.md": article()})


@pytest.mark.parametrize("name", ["con", "index", "page-2", "مقال", "A"])
def test_a_file_name_that_cannot_name_a_page_is_a_problem(
    library: Callable[..., Library], name: str
) -> None:
    with pytest.raises(ProblemsFound, match="cannot name a page"):
        library({name: article()})


def test_two_names_may_not_claim_one_spelling(library: Callable[..., Library]) -> None:
    names = "people:\n  - {id: a, name: سعاد}\n  - {id: b, name: عمر, spellings: [سعاد]}\n"
    with pytest.raises(ProblemsFound, match=r"names\.yml:3: .* is claimed by سعاد and by عمر"):
        library({}, files={"names.yml": names})


def test_two_names_may_not_have_one_id(library: Callable[..., Library]) -> None:
    names = "people:\n  - {id: a, name: سعاد}\nplaces:\n  - id: a\n    name: فاس\n"
    with pytest.raises(ProblemsFound, match=r"names\.yml:4: id: .* of سعاد and of فاس"):
        library({}, files={"names.yml": names})


def test_an_introduction_to_an_unknown_section_is_a_problem(
    library: Callable[..., Library],
) -> None:
    with pytest.raises(ProblemsFound, match=r'dossier.yml has no section "portz"'):
        library({}, dossier=SECTIONS, files={"sections/portz.md": "---\ntitle: x\n---\n"})


def test_a_dossier_without_its_file_is_a_problem_with_a_cure(make_dossier: Make) -> None:
    made = make_dossier()
    (made.root / "content" / "dossier.yml").unlink()
    with pytest.raises(ProblemsFound, match="the file is missing"):
        reader.read_dossier(made.root)


def test_what_a_room_makes_of_a_body_is_made_once_and_from_what_may_be_seen(
    make_dossier: Make,
) -> None:
    seen: list[str] = []

    def letters(derived: Derived) -> int:
        seen.append(derived.text)
        return len(derived.text)

    root = make_dossier(
        {"a": article(body="كلمة", date="2020"), "b": article(body="سر", visibility="excerpt")}
    ).root
    made = reader.read_dossier(root, parts={"letters": letters})
    made.prepare("letters")
    assert [made.derived(found).parts["letters"] for found in made.articles] == [4, 0]
    assert seen == ["كلمة", ""]
