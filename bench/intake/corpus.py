"""Raw articles for measuring, made here: Arabic words drawn as often as the sample dossier has
them, in the layouts that newspapers print. Same seed, same bytes."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

HOME = Path(__file__).parents[2]
_MONTHS = "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر".split()
_OUTLETS = ["صحيفة العيّنة", "جريدة النموذج", "وكالة المثال للأنباء", "موقع التجربة"]
_FIRST = "سعاد عمر ليلى يوسف هدى كريم مريم سامي نورة حسن".split()
_LAST = "النجار الحداد البنا الخياط الفاسي الحلبي التونسي البصري".split()
_NAV = "الرئيسية سياسة اقتصاد رياضة ثقافة مجتمع رأي فيديو صور اتصل".split()


class Corpus:
    """A stream of articles."""

    def __init__(self, seed: int = 1) -> None:
        self.random = random.Random(seed)
        texts = sorted((HOME / "content" / "articles").glob("*.md"))
        self.words = re.findall(
            r"[\u0621-\u0652]{2,}", " ".join(path.read_text(encoding="utf-8") for path in texts)
        )

    def sentence(self, least: int, most: int) -> str:
        return " ".join(self.random.choices(self.words, k=self.random.randint(least, most)))

    def paragraph(self) -> str:
        sentences = [f"{self.sentence(9, 24)}." for _ in range(self.random.randint(1, 3))]
        return " ".join(sentences)

    def article(self) -> dict[str, str | list[str]]:
        """What an article says."""
        pick = self.random.choice
        day = f"{self.random.randint(1, 28)} {pick(_MONTHS)} {self.random.randint(2000, 2024)}"
        return {
            "title": self.sentence(6, 10),
            "date": day,
            "outlet": pick(_OUTLETS),
            "author": f"{pick(_FIRST)} {pick(_LAST)}",
            "paragraphs": [self.paragraph() for _ in range(self.random.randint(5, 14))],
            "keywords": "، ".join(self.random.sample(self.words, 4)),
        }


def texts(count: int, seed: int = 1) -> Iterator[bytes]:
    """Pasted articles, some 5 KB each, in four layouts."""
    corpus = Corpus(seed)
    for number in range(count):
        a = corpus.article()
        body = "\n\n".join(a["paragraphs"])
        layouts = (
            f"{a['title']}\n{a['date']}\n{a['outlet']}\n\n{body}\n",
            f"{a['outlet']}\n{a['title']}\nبقلم: {a['author']}\n{a['date']}\nطباعة\n\n{body}\n"
            f"كلمات مفتاحية: {a['keywords']}\n",
            f"الرئيسية\nأخبار\n\n{a['title']}\n\n{a['author']}\nنشر في {a['date']}\n\n{body}\n\n"
            "شارك\nاقرأ أيضا\n",
            f"{a['title']}\n\n{body}\n\n{a['outlet']} – {a['date']}\n",
        )
        yield layouts[number % len(layouts)].encode()


def pages(count: int, seed: int = 1) -> Iterator[bytes]:
    """Saved pages, some 60 KB each, in three layouts: of today, of a blog, of tables."""
    corpus = Corpus(seed + 1_000_000)
    for number in range(count):
        yield (_modern, _blog, _tables)[number % 3](corpus).encode()


def _modern(corpus: Corpus) -> str:
    a = corpus.article()
    body = "\n".join(f'<p class="text">{p}</p>' for p in a["paragraphs"])
    return f"""<!doctype html><html dir="rtl" lang="ar"><head><meta charset="utf-8">
<title>{a["title"]} | {a["outlet"]}</title><meta property="og:title" content="{a["title"]}">
<meta property="og:site_name" content="{a["outlet"]}"><meta name="author" content="{a["author"]}">
<script type="application/ld+json">{{"@type":"NewsArticle","headline":"{a["title"]}",
"author":{{"name":"{a["author"]}"}},"publisher":{{"name":"{a["outlet"]}"}}}}</script>
{_scripts(corpus)}</head><body><header><nav>{_menu(corpus)}</nav></header><main><article>
<h1>{a["title"]}</h1><div class="meta"><span class="author">{a["author"]}</span>
<time>{a["date"]}</time></div>{body}<div class="tags">{_tags(a)}</div></article>
<aside class="related"><h2>اقرأ أيضا</h2>{_links(corpus, 12)}</aside></main>
<footer>{_links(corpus, 30)}</footer></body></html>"""


def _blog(corpus: Corpus) -> str:
    a = corpus.article()
    body = "<br/><br/>\n".join(a["paragraphs"])
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<title>{a["outlet"]}: {a["title"]}</title>{_scripts(corpus)}</head><body>
<div id="menu">{_menu(corpus)}</div><div class="post"><h3 class="post-title">{a["title"]}</h3>
<div class="date">{a["date"]}</div><div class="post-body">{body}</div>
<div class="labels">{_tags(a)}</div></div><div id="sidebar">{_links(corpus, 40)}</div>
<div id="comments">{_links(corpus, 10)}</div></body></html>"""


def _tables(corpus: Corpus) -> str:
    a = corpus.article()
    body = "".join(f"<font size=4><p align=right>{p}</font>" for p in a["paragraphs"])
    return f"""<HTML><HEAD><meta charset="utf-8"><TITLE>{a["outlet"]}</TITLE>{_scripts(corpus)}
</HEAD><BODY><TABLE><TR><TD>{_menu(corpus)}</TD></TR><TR><TD width=200>{_links(corpus, 40)}</TD>
<TD><TABLE><TR><TD><B><FONT size=6>{a["title"]}</FONT></B></TD></TR>
<TR><TD>{a["outlet"]} - {a["date"]}</TD></TR><TR><TD>{body}</TD></TR></TABLE></TD></TR>
</TABLE></BODY></HTML>"""


def _scripts(corpus: Corpus) -> str:
    lines = (f"window.v{n}={{a:{corpus.random.random()},b:'c'}};" for n in range(400))
    return f"<style>{'.a{color:red;margin:0}' * 300}</style><script>{''.join(lines)}</script>"


def _menu(corpus: Corpus) -> str:
    items = (f'<li><a href="/{corpus.random.random()}">{name}</a></li>' for name in _NAV)
    return f"<ul>{''.join(items)}</ul>"


def _links(corpus: Corpus, count: int) -> str:
    items = (
        f'<div class="item"><a href="/{n}.html"><img src="/{n}.jpg" alt="">'
        f"{corpus.sentence(5, 9)}</a></div>"
        for n in range(count)
    )
    return "".join(items)


def _tags(a: dict[str, str | list[str]]) -> str:
    return "".join(f'<a rel="tag" href="/t">{word}</a>' for word in str(a["keywords"]).split("، "))
