"""lunr on demand: the browser's scores over shards are those of lunr.py over everything."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from lunr.builder import Builder
from lunr.index import Index
from lunr.pipeline import Pipeline

from milaff.arabic.stems import terms
from milaff.model import Library
from milaff.search.documents import documents
from milaff.search.postings import FIELDS, K1, B
from support.engine import ask_all, index_of, read_library
from support.sites import DOSSIER, HOME, article

_WORDS = """ميناء سفينة معاهدة سلطان رسالة قنصل تجارة بحر مدينة سوق كتاب طريق جسر قافلة حصن نهر
مخزن وثيقة خريطة بعثة سفير ملك وزير قاض شاعر رحالة مؤرخ صحيفة مطبعة مكتبة مدرسة جامعة حديقة قصر
باب سور برج منارة رصيف مرسى Tangier 1786 وثائق وزراء كتب""".split()


def written_corpus(root: Path) -> Path:
    """Sixty articles of words drawn by chance, frequent ones more often, in every field."""
    chance = random.Random(1786)
    weights = [1 / (rank + 1) for rank in range(len(_WORDS))]

    def some(least: int, most: int) -> str:
        return " ".join(chance.choices(_WORDS, weights, k=chance.randint(least, most)))

    folder = root / "content" / "articles"
    folder.mkdir(parents=True)
    (root / "content" / "dossier.yml").write_text(DOSSIER, encoding="utf-8")
    for number in range(60):
        front = {"summary": some(0, 12)} if number % 3 else {}
        keywords = f"[{some(1, 2)}, {some(1, 1)}]"
        text = article(some(2, 6), some(5, 200), keywords=keywords, source=some(1, 2), **front)
        (folder / f"maqal-{number:02}.md").write_text(text, encoding="utf-8")
    return root


def whole_index(library: Library) -> Index:
    """lunr.py's index of everything: stems joined by spaces, no pipeline."""
    builder = Builder()
    builder.pipeline, builder.search_pipeline = Pipeline(), Pipeline()
    builder.ref("id")
    builder.k1(K1)
    builder.b(B)
    for name, boost in FIELDS:
        builder.field(name, boost=boost)
    for number, document in enumerate(documents(library)):
        texts = {"body": library.derived(document.article).text, **document.texts}
        fields = {name: " ".join(terms(text)) for name, text in texts.items()}
        builder.add({"id": str(number), **fields})
    return builder.build()


def asked(index: Index, query: str) -> list[tuple[int, float]]:
    """(document, score) of a query's terms, best first, the dossier's order among equals."""
    wanted = index.create_query()
    for term in terms(query):
        wanted.term(term, use_pipeline=False)
    found = [(int(one["ref"]), one["score"]) for one in index.query(wanted)]
    return sorted(found, key=lambda pair: (-round(pair[1], 9), pair[0]))


def queries_of(library: Library) -> list[str]:
    """Single words, and runs of two to five words, of the articles themselves."""
    chance = random.Random(1777)
    texts = [library.derived(one).text.split() for one in library.articles]
    texts += [one.title.split() for one in library.articles]
    found = []
    for size in (1, 1, 2, 3, 5):
        for words in texts:
            if len(words) >= size:
                start = chance.randrange(len(words) - size + 1)
                found.append(" ".join(words[start : start + size]))
    plain = [" ".join(w for w in query.split() if w.isalnum()) for query in found]
    # The order of words means nothing to lunr; a space after the last says that it is whole.
    return [f"{query} " for query in dict.fromkeys(plain) if terms(query)]


@pytest.mark.parametrize("corpus", ["the sample dossier", "articles drawn by chance"])
def test_the_browser_scores_as_the_whole_index_of_lunr_does(corpus: str, tmp_path: Path) -> None:
    root = HOME if corpus == "the sample dossier" else written_corpus(tmp_path)
    library = read_library(root)
    whole = whole_index(library)
    queries = queries_of(library)
    assert len(queries) > 80
    answers = ask_all(index_of(library), queries, tmp_path, kin=False, months=False, limit=10_000)
    for query, answer in zip(queries, answers, strict=True):
        expected = asked(whole, query)
        found = [(hit["document"], hit["score"]) for hit in answer["hits"]]
        assert [one for one, _ in found] == [one for one, _ in expected], query
        assert [score for _, score in found] == pytest.approx([s for _, s in expected]), query
