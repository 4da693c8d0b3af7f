"""The search page in a browser."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from support.watched import Watched


def results(tab: Page) -> list[str]:
    expect(tab.locator(".search-results a").first).to_be_visible()
    return tab.locator(".search-results .item-title").all_text_contents()


def found(tab: Page) -> int:
    """How many were found, as the page says."""
    expect(tab.locator(".search-status")).to_have_text(re.compile(r"\(0\.\d{3} ثانية\)$"))
    said = tab.locator(".search-status").text_content() or ""
    words = {"نتيجة واحدة": 1, "نتيجتان": 2}
    return next((n for word, n in words.items() if said.startswith(word)), 0) or int(
        said.split()[0]
    )


def choice(tab: Page, name: str) -> str:
    """The count that stands beside a choice of the filters."""
    label = tab.locator("label.choice", has=tab.get_by_text(name, exact=True))
    return label.locator(".count").text_content() or ""


def asked(tab: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(tab.url).query)


@pytest.fixture
def wide(tab: Page) -> Page:
    """The same tab on a large screen."""
    tab.set_viewport_size({"width": 1280, "height": 900})
    return tab


@pytest.fixture
def hosted(chromium: Browser) -> Iterator[Watched]:
    """A tab over http, its complaints left to the test."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    yield Watched(context)
    context.close()


# What is found


def test_a_query_in_the_address_is_answered(tab: Page, address: str) -> None:
    tab.goto(f"{address}search.html?q={quote('المكتبة البحريه')}")
    assert "رئيس هيئة الموانئ" in results(tab)[0]
    assert found(tab) >= 1


def test_as_one_types_each_result_has_title_date_outlet_section_and_two_lines(
    tab: Page, address: str
) -> None:
    tab.goto(address + "search.html")
    tab.locator("input[type=search]").press_sequentially("الأرصفة", delay=10)
    assert "رئيس هيئة الموانئ" in results(tab)[0]
    first = tab.locator(".search-results .item").first
    meta = first.locator(".meta span").all_text_contents()
    assert meta == ["31 مارس 2021", "صحيفة العينة", "الموانئ"]
    assert first.locator("time").get_attribute("datetime") == "2021-03-31T11:58"
    expect(first.locator(".item-summary mark").first).to_have_text("الأرصفة")
    expect(tab).to_have_url(re.compile(re.escape(quote("الأرصفة"))))


def test_the_words_found_are_marked_whole_in_their_own_spelling(tab: Page, address: str) -> None:
    tab.goto(f"{address}search.html?q={quote('مكتبة')}")
    results(tab)
    expect(tab.locator(".item-summary mark").first).to_have_text("المكتبات")


def test_more_than_ten_results_come_on_demand(tab: Page, address: str) -> None:
    tab.goto(f"{address}search.html?q={quote('الطريق')}")
    results(tab)
    assert found(tab) >= 24
    assert tab.locator(".search-results a").count() == 10
    tab.locator(".search-more").click()
    expect(tab.locator(".search-results a")).to_have_count(20)
    assert tab.evaluate("document.activeElement.closest('li').matches(':nth-child(11)')")


def test_results_are_sorted_by_date_when_asked(wide: Page, address: str) -> None:
    wide.goto(f"{address}search.html?q={quote('الطريق')}")
    results(wide)
    years = []
    for name in ("الأحدث", "الأقدم"):
        wide.locator(".search-sort label", has_text=name).click()
        expect(wide.locator(".search-sort input:checked + span")).to_have_text(name)
        expect(wide.locator(".search-results time").first).to_contain_text(
            "2024" if name == "الأحدث" else "2001"
        )
        years.append(wide.locator(".search-results time").all_text_contents())
    assert asked(wide)["sort"] == ["oldest"]


# Filters


def test_values_of_one_field_add_up_and_fields_narrow(wide: Page, address: str) -> None:
    wide.goto(f"{address}search.html?q={quote('طريق رقم')}&section=roads")
    results(wide)
    everything = found(wide)
    magazine, paper = (int(choice(wide, name)) for name in ("مجلة النموذج", "صحيفة العينة"))
    bridges = int(choice(wide, "جسور"))
    wide.get_by_label("مجلة النموذج").check()
    expect(wide.locator(".search-status")).to_contain_text(str(magazine))
    # The other outlet's count stands: choosing it too would add it.
    assert choice(wide, "صحيفة العينة") == str(paper)
    # A keyword of the other outlet's articles alone has nothing left.
    assert wide.locator("label.choice", has_text="جسور").count() == 0
    wide.get_by_label("صحيفة العينة").check()
    expect(wide.locator(".search-status")).to_contain_text(str(magazine + paper))
    assert magazine + paper <= everything
    wide.get_by_label("جسور").check()
    expect(wide.locator(".search-status")).to_contain_text(str(bridges))
    assert set(asked(wide)) == {"q", "section", "source", "keyword"}
    assert len(asked(wide)["source"]) == 2


def test_what_is_chosen_is_shown_and_can_be_taken_away(wide: Page, address: str) -> None:
    wide.goto(f"{address}search.html?q={quote('طريق')}")
    results(wide)
    before = found(wide)
    wide.get_by_label("مجلة النموذج").check()
    chosen = wide.locator(".search-chosen button")
    expect(chosen).to_have_text(["المصدر: مجلة النموذج (أزِل) ×"])
    chosen.first.click()
    expect(wide.locator(".search-chosen")).to_be_hidden()
    assert found(wide) == before


def test_a_choice_keeps_the_focus_while_the_counts_change(wide: Page, address: str) -> None:
    wide.goto(f"{address}search.html?q={quote('طريق')}")
    results(wide)
    wide.get_by_label("مجلة النموذج").focus()
    wide.keyboard.press("Space")
    expect(wide.locator(".search-chosen button")).to_have_count(1)
    assert wide.evaluate("document.activeElement.closest('label').textContent").startswith(
        "مجلة النموذج"
    )


def test_the_chart_of_years_runs_from_the_right_and_filters(wide: Page, address: str) -> None:
    wide.goto(f"{address}search.html?q={quote('طريق')}")
    results(wide)
    bars = wide.locator(".search-years button")
    names = wide.locator(".year-name").all_text_contents()
    assert names == sorted(names)
    rights = [bars.nth(n).bounding_box()["x"] for n in range(3)]  # type: ignore[index]
    assert rights == sorted(rights, reverse=True)
    bars.nth(2).click()
    expect(bars.nth(2)).to_have_attribute("aria-pressed", "true")
    assert found(wide) == 1
    assert asked(wide)["year"] == [names[2]]


def test_the_chart_is_one_stop_of_the_tab_key_and_arrows_walk_it(wide: Page, address: str) -> None:
    wide.goto(f"{address}search.html?q={quote('طريق')}")
    results(wide)
    assert wide.locator('.search-years [tabindex="0"]').count() == 1
    wide.locator(".search-years button").first.focus()
    wide.keyboard.press("ArrowLeft")
    wide.keyboard.press("Enter")
    expect(wide.locator(".search-status")).to_contain_text("نتيجة واحدة")
    wide.keyboard.press("ArrowLeft")
    wide.keyboard.press("Space")
    expect(wide.locator(".search-status")).to_contain_text("نتيجتان")


def test_the_filters_are_folded_on_a_small_screen(tab: Page, address: str) -> None:
    tab.goto(f"{address}search.html?q={quote('طريق')}")
    results(tab)
    expect(tab.locator(".choice").first).to_be_hidden()
    tab.locator(".search-filters summary").click()
    tab.get_by_label("مجلة النموذج").check()
    expect(tab.locator(".search-filters summary .count")).to_have_text("(1)")


# The query language


def test_the_help_opens_and_each_of_its_examples_finds_something(tab: Page, address: str) -> None:
    tab.goto(address + "search.html")
    tab.locator(".search-help summary").click()
    examples = tab.locator(".search-help a[data-query]")
    assert examples.count() >= 8
    for at in range(examples.count()):
        query = examples.nth(at).get_attribute("data-query")
        examples.nth(at).click()
        expect(tab.locator("input[type=search]")).to_have_value(query or "")
        expect(tab.locator(".search-page")).to_have_attribute("data-state", "found")
        assert asked(tab)["q"] == [query]


def test_a_wrong_filter_says_what_there_is(tab: Page, address: str) -> None:
    query = 'طريق مصدر:"مجلة النموذجج"'
    tab.goto(f"{address}search.html?q={quote(query)}")
    problem = tab.locator(".search-problem")
    expect(problem).to_contain_text("مجلة النموذجج")
    problem.get_by_role("button", name="مجلة النموذج", exact=True).click()
    expect(tab.locator("input[type=search]")).to_have_value('طريق مصدر:"مجلة النموذج"')
    assert len(results(tab)) == 10


def test_a_filter_half_typed_says_what_there_is(tab: Page, address: str) -> None:
    tab.goto(f"{address}search.html?q={quote('طريق مصدر:')}")
    assert len(results(tab)) == 10
    tab.locator(".search-problem").get_by_role("button", name="مجلة النموذج").click()
    expect(tab.locator("input[type=search]")).to_have_value('طريق مصدر:"مجلة النموذج"')
    expect(tab.locator(".search-problem")).to_have_count(0)


def test_a_date_that_no_article_is_of_is_told(tab: Page, address: str) -> None:
    said = tab.locator(".search-notes")
    tab.goto(f"{address}search.html?q={quote('الميناء مارس 1912')}")
    results(tab)
    expect(said).to_contain_text("1912-03")
    tab.goto(f"{address}search.html?q={quote('مارس 2021')}")
    results(tab)
    expect(said).to_be_empty()


def test_a_filter_alone_is_an_answer_too(tab: Page, address: str) -> None:
    query = quote('مصدر:"مجلة النموذج"')
    tab.goto(f"{address}search.html?q={query}")
    assert results(tab)
    expect(tab.locator(".search-problem")).to_have_count(0)


# The address and the history


def test_an_address_gives_the_same_answer_again(wide: Page, address: str) -> None:
    wide.goto(
        f"{address}search.html?q={quote('طريق')}&section=roads&sort=oldest&year=2003&year=2004"
    )
    first = results(wide)
    wide.get_by_label("سلمى يونس").check()
    expect(wide.locator(".search-results a")).to_have_count(1)
    url = wide.url
    wide.goto(address + "index.html")
    wide.goto(url)
    assert results(wide) == first[1:]
    assert wide.url == url


def test_back_and_forward_walk_through_what_was_asked(wide: Page, address: str) -> None:
    wide.goto(address + "search.html")
    box = wide.locator("input[type=search]")
    box.press_sequentially("الأرصفة", delay=5)
    box.press("Enter")
    assert "رئيس" in results(wide)[0]
    box.fill("طريق")
    box.press("Enter")
    expect(wide.locator(".search-results a")).to_have_count(10)
    wide.get_by_label("مجلة النموذج").check()
    expect(wide.locator(".search-chosen button")).to_have_count(1)
    wide.go_back()
    expect(wide.locator(".search-chosen")).to_be_hidden()
    expect(box).to_have_value("طريق")
    wide.go_back()
    expect(box).to_have_value("الأرصفة")
    expect(wide.locator(".search-results a").first).to_contain_text("رئيس")
    wide.go_back()
    expect(box).to_have_value("")
    expect(wide.locator(".search-page")).to_have_attribute("data-state", "empty")
    wide.go_forward()
    wide.go_forward()
    expect(box).to_have_value("طريق")


def test_the_way_back_from_an_article_leads_to_the_same_place(tab: Page, address: str) -> None:
    tab.goto(f"{address}search.html?q={quote('الطريق')}")
    results(tab)
    tab.locator(".search-more").click()
    link = tab.locator(".search-results a").nth(15)
    title = link.text_content()
    link.click()
    expect(tab.locator("h1")).to_have_text(title or "")
    tab.go_back()
    expect(tab.locator(".search-results a").nth(15)).to_have_text(title or "")
    expect(tab.locator(".search-results a").nth(15)).to_be_in_viewport()


# Keys


@pytest.mark.parametrize(
    "url", ["index.html", "articles/long.html", "archive/index.html", "404.html", "search.html"]
)
def test_a_slash_leads_to_the_box_from_every_page(tab: Page, address: str, url: str) -> None:
    tab.goto(address + url)
    tab.evaluate("document.activeElement.blur()")
    tab.keyboard.press("/")
    assert tab.evaluate("document.activeElement.type") == "search"
    assert tab.locator("input[type=search]").input_value() == ""


def test_arrows_move_enter_opens_and_escape_clears(tab: Page, address: str) -> None:
    tab.goto(address + "search.html")
    tab.locator("input[type=search]").press_sequentially("طريق", delay=5)
    titles = results(tab)
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("ArrowDown")
    assert tab.evaluate("document.activeElement.textContent") == titles[1]
    tab.keyboard.press("ArrowUp")
    tab.keyboard.press("ArrowUp")
    assert tab.evaluate("document.activeElement.type") == "search"
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Escape")
    tab.keyboard.press("Escape")
    assert tab.locator("input[type=search]").input_value() == ""
    assert tab.locator(".search-results a").count() == 0
    tab.keyboard.type("طريق")
    results(tab)
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    expect(tab.locator("h1")).to_have_text(titles[0])


def test_what_was_found_is_told_to_a_screen_reader_once_one_pauses(tab: Page, address: str) -> None:
    tab.goto(address + "search.html")
    live = tab.locator(".search-live[role=status]")
    tab.locator("input[type=search]").press_sequentially("الأرصفة", delay=5)
    results(tab)
    assert live.text_content() == ""
    expect(live).to_contain_text("نتيجة")


def test_what_can_be_touched_in_an_answer_is_large_enough(tab: Page, address: str) -> None:
    tab.goto(f"{address}search.html?q={quote('طريق')}&section=roads&year=2003&year=2004")
    results(tab)
    tab.locator(".search-filters summary").click()
    tab.locator(".search-help summary").click()
    small = tab.evaluate(
        """() => [...document.querySelectorAll(
            'main :is(a, button, summary, label.choice, .search-sort label, input[type=search])')]
          .map((e) => [e.textContent.trim(), e.getBoundingClientRect()])
          .filter(([, { width }]) => width)
          .filter(([, { width, height }]) => height < 43.5 || width < 43.5)
          .map(([text]) => text)"""
    )
    assert small == []
    assert tab.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0


def test_what_was_asked_is_printed_with_what_was_found(tab: Page, address: str) -> None:
    tab.goto(f"{address}search.html?q={quote('طريق')}")
    results(tab)
    tab.emulate_media(media="print")
    expect(tab.locator("input[type=search]")).to_be_visible()
    for hidden in (".search-years", ".search-filters", ".search-more", ".search-sort"):
        expect(tab.locator(hidden)).to_be_hidden()


# Nothing, waiting, failing


@pytest.mark.parametrize("query", ["قققق", "xyzzy", '"', "title:*", "+-~^", "؟", "\u202e\u202e"])
def test_what_finds_nothing_says_so_and_where_to_go_on(tab: Page, address: str, query: str) -> None:
    tab.goto(f"{address}search.html?q={quote(query)}")
    expect(tab.locator(".search-status")).to_have_text("لا نتائج.")
    assert tab.locator(".search-results a").count() == 0
    expect(tab.locator(".search-indexes")).to_be_visible()
    assert tab.locator(".search-indexes a").count() >= 5


def test_nothing_found_says_what_was_understood(tab: Page, address: str) -> None:
    query = 'زنجبيل -طريق "عبارة غائبة"'
    tab.goto(f"{address}search.html?q={quote(query)}")
    expect(tab.locator(".search-status")).to_have_text("لا نتائج.")
    said = tab.locator(".search-notes").text_content() or ""
    for part in ("زنجبيل", "بلا طريق", "عبارة غائبة"):
        assert part in said


def test_a_slip_of_the_finger_is_mended_by_a_press(tab: Page, address: str) -> None:
    tab.goto(f"{address}search.html?q={quote('الرافغات')}")
    expect(tab.locator(".search-status")).not_to_be_empty()
    if not tab.locator(".search-results a").count():
        tab.locator(".search-notes .again").first.click()
    assert "الرافعات" in results(tab)[0]


def test_filters_that_leave_nothing_can_be_dropped(tab: Page, address: str) -> None:
    tab.goto(f"{address}search.html?q={quote('الأرصفة')}&section=roads&year=2003")
    expect(tab.locator(".search-status")).to_have_text("لا نتائج.")
    tab.get_by_role("button", name="ابحث بلا تصفية").click()
    assert "رئيس" in results(tab)[0]


def test_a_shard_that_is_slow_shows_a_calm_sign_and_one_that_fails_can_be_retried(
    hosted: Watched, served: str
) -> None:
    tab = hosted.page
    held: list[Route] = []
    handle: list[Callable[[Route], object]] = [lambda route: route.continue_()]
    tab.route("**/search/*.js", lambda route: handle[0](route))
    tab.goto(f"{served}search.html")
    handle[0] = held.append
    tab.locator("input[type=search]").fill("طريق")
    expect(tab.locator(".search-status")).to_have_text("يجري البحث…")
    expect(tab.locator(".search-page")).to_have_attribute("aria-busy", "true")
    handle[0] = lambda route: route.abort()
    for route in held:
        route.abort()
    expect(tab.locator(".search-problem")).to_contain_text("تعذّر")
    handle[0] = lambda route: route.continue_()
    tab.get_by_role("button", name="أعد المحاولة").click()
    assert len(results(tab)) == 10
    assert not [said for said in hosted.complaints if said.startswith("script")]


def test_the_counts_of_filters_wait_for_the_first_results(hosted: Watched, served: str) -> None:
    tab = hosted.page
    loaded: list[str] = []
    tab.on("request", lambda request: loaded.append(request.url.rsplit("/", 1)[-1]))
    tab.goto(f"{served}search.html?q={quote('طريق')}")
    results(tab)
    expect(tab.locator(".choice").first).to_be_visible()
    kinds = [name.split("-")[0] for name in loaded]
    assert kinds.index("facet") > [at for at, kind in enumerate(kinds) if kind == "text"][4]


def test_without_scripts_there_is_a_notice_and_the_indexes(chromium: Browser, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(address + "search.html")
    expect(tab.locator(".notice")).to_contain_text("يحتاج البحث إلى تشغيل JavaScript")
    expect(tab.locator(".notice")).to_be_visible()
    expect(tab.locator(".search-indexes a").nth(1)).to_be_visible()
    context.close()


# What comes from outside

PARAGRAPH = "أعلنت هيئة الموانئ، أمس، عن برنامج لتوسيع الأرصفة (2021–2024)؛ «قال» أحدهم: نعم! " * 12
HOSTILE = {
    "ten thousand letters": "q=" + "م" * 10_000,
    "ten thousand words": "q=" + "طريق+" * 2_000,
    "an override of direction": "q=" + quote("\u202eطريق\u202d abc \u2066"),
    "a paragraph": "q=" + quote(PARAGRAPH),
    "markup": "q=" + quote("<img src=x onerror=alert(1)></script>\u2028طريق"),
    "fifty filters": "q=x&" + "&".join(f"keyword=k{n}&year={n}" for n in range(50)),
    "unknown values": "section=nowhere&sort=sideways&year=MMXX&from=yesterday&to=9999",
    "broken escapes": "q=%E0%A4%A&section=%",
    "prototype": "q=__proto__+constructor&section=__proto__&keyword=toString",
}


@pytest.mark.parametrize("given", HOSTILE.values(), ids=HOSTILE)
def test_whatever_stands_in_the_address_there_is_an_answer(
    tab: Page, address: str, given: str
) -> None:
    tab.on("dialog", lambda dialog: pytest.fail(dialog.message))
    tab.goto(f"{address}search.html?{given}")
    expect(tab.locator(".search-page")).to_have_attribute(
        "data-state", re.compile("found|nothing|empty")
    )
    expect(tab.locator(".search-page:not([aria-busy])")).to_be_visible()
    assert tab.locator("main img").count() == 0
    assert tab.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    box = tab.locator("input[type=search]")
    box.fill("الأرصفة")
    tab.locator(".search-box button").click()
    if tab.locator(".search-chosen").is_visible():
        tab.locator(".search-chosen button").last.click()
    expect(tab.locator("input[type=search]")).to_have_value("الأرصفة")


def test_unknown_values_of_a_filter_are_told(tab: Page, address: str) -> None:
    tab.goto(f"{address}search.html?q={quote('طريق')}&section=nowhere")
    expect(tab.locator(".search-problem")).to_contain_text("nowhere")
    assert results(tab)


# What leaves the page: nothing


def test_nothing_of_the_reader_is_stored_or_sent(hosted: Watched, served: str) -> None:
    tab = hosted.page
    sent: list[str] = []
    tab.on("request", lambda request: sent.append(f"{request.url} {request.headers}"))
    tab.goto(served + "articles/long.html")
    tab.keyboard.press("/")
    tab.keyboard.type("طريق")
    expect(tab.locator("[role=option]").first).to_be_visible()
    tab.keyboard.press("Enter")
    results(tab)
    tab.locator(".search-results a").first.click()
    expect(tab.locator(".steps")).to_be_visible()
    assert not [line for line in sent if quote("طريق") in line]
    assert all(line.startswith(served) for line in sent)
    kept = "[localStorage.length, sessionStorage.length, document.cookie.length]"
    assert tab.evaluate(kept) == [0, 0, 0]
    assert tab.evaluate("indexedDB.databases().then((all) => all.length)") == 0


# For programs and other themes


def test_programs_ask_through_one_function(tab: Page, address: str) -> None:
    tab.goto(address + "search.html")
    hits = tab.evaluate("milaff.search('الطرق والقرى', {limit: 3})")
    assert len(hits) == 3
    assert {"url", "title", "score", "source", "date"} <= hits[0].keys()
    assert hits == sorted(hits, key=lambda one: -one["score"])
    assert hits[0]["url"].startswith("articles/")
    whole = tab.evaluate("milaff.ask('طريق', {filters: {year: ['2003', '2004']}, sort: 'newest'})")
    assert whole["total"] == 2
    assert [hit["iso"][:4] for hit in whole["hits"]] == ["2004", "2003"]
