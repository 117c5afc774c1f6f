"""Web pages that are no article are refused with the reason; nothing of an article is lost."""

import datetime as dt
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import items_of, read_one, refusal

from index.article import Article, Draft, Kind
from index.clean import paragraphs
from index.errors import SourceError
from index.readers.blocks import Block
from index.readers.page_hints import hinted, hints_of
from index.readers.page_opinions import parsed

CASES = Path(__file__).parents[2] / "shared" / "cases"
STORY = (
    "The harbour office will run four ferries a day from Monday instead of six, it said, because "
    "two boats need new engines and the yard in Ostrand has no room before the summer.",
    "Mara Ostrov, the harbour master, told the council that the engines had been ordered in "
    "January. “We knew that it would be a hard spring,” she said. Nobody asked about the cost.",
    "Jonas Weir of the dockers’ union said that forty people would work fewer hours, and that "
    "the union had been told on the same evening as everybody else.",
)


def page(body: str, head: str = "", title: str = "Fewer ferries from Monday") -> str:
    return (
        f'<!doctype html><html lang="en"><head><title>{title}</title>{head}</head>'
        f"<body>{body}</body></html>"
    )


def story(*more: str, head: str = "") -> str:
    told = "".join(f"<p>{words}</p>" for words in STORY)
    article = f"<h1>Fewer ferries from Monday</h1>{told}{''.join(more)}"
    return page(f"<main><article>{article}</article></main>", head)


def lines(draft: Draft) -> list[str]:
    return draft.text.split("\n\n")


def kinds(draft: Draft) -> dict[str, Kind]:
    article = Article("a", None, None, None, None, draft.text)
    return {found.text: found.kind for found in paragraphs(article, draft.marks)}


def test_a_consent_wall_is_refused() -> None:
    wall = page(
        "<div><h1>Your choices</h1><p>We and our 212 partners use cookies to measure how our "
        "pages are read and to show personalised ads that pay for our work.</p><p>By clicking "
        "“Accept all” you consent to this; you can withdraw it in the privacy settings.</p></div>"
    )
    assert "is a consent wall, not an article" in refusal(wall)


def test_a_consent_wall_in_german_is_refused() -> None:
    wall = page(
        "<div><h1>Weiter mit Werbung</h1><p>Wir setzen Cookies ein, um unsere Seiten zu messen "
        "und personalisierte Anzeigen zu zeigen, die unsere Arbeit bezahlen.</p><p>Mit „Alle "
        "akzeptieren“ erteilen Sie Ihre Einwilligung. Mehr steht im Datenschutz.</p></div>"
    )
    assert "is a consent wall, not an article" in refusal(wall)


@pytest.mark.parametrize(
    ("title", "words"),
    [
        (
            "Votre vie privée",
            "Avec votre accord, nos 143 partenaires et nous lisons des cookies. Vous pouvez "
            "retirer votre consentement à tout moment.",
        ),
        (
            "La tua privacy",
            "Noi e i nostri 90 partner usiamo cookie per mostrare annunci personalizzati. Puoi "
            "revocare il consenso quando vuoi; i cookies si scelgono uno per uno.",
        ),
        (
            "Jouw privacy",
            "Wij en onze partners plaatsen cookies voor gepersonaliseerde advertenties. Je kunt "
            "je toestemming altijd intrekken, of nu alles accepteren.",
        ),
    ],
)
def test_a_consent_wall_in_another_language_is_refused(title: str, words: str) -> None:
    wall = page(f"<div><h2>{title}</h2><p>{words}</p><button>OK</button></div>", title="Echo")
    assert "is a consent wall, not an article" in refusal(wall)


@pytest.mark.parametrize("tag", ["header", "section", "figure", "time", "form", "b", "aside"])
@pytest.mark.parametrize("around", ["section", "div"])
def test_words_that_stand_loose_behind_an_element_are_kept(tag: str, around: str) -> None:
    loose = "<br><br>".join(STORY)
    body = f"<{around}><{tag}>18 Feb</{tag}>{loose}</{around}>"
    draft = read_one(page(f"<main><article><h1>Fewer ferries from Monday</h1>{body}</article>"))
    for words in STORY:
        assert draft.text.count(words) == 1


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("404 Not Found", "The requested address was not found on this server."),
        ("Page not found | Harbour Echo", "Try the search, or go back to the front page."),
        ("403 Forbidden", "You have no permission to open this address on this server."),
        ("Seite nicht gefunden", "Die Adresse gibt es nicht mehr. Zurück zur Startseite."),
    ],
)
def test_an_error_page_is_refused(title: str, words: str) -> None:
    error = page(f"<main><h1>{title}</h1><p>{words}</p></main>", title=title)
    assert "is an error page, not an article" in refusal(error)


def test_a_paywall_with_one_sentence_of_the_story_is_refused() -> None:
    stub = page(
        "<article><h1>Fewer ferries</h1><p>The harbour office will run fewer ferries.</p>"
        "<div><p>Subscribe to continue reading this story.</p>"
        "<p>Already a subscriber? Log in.</p></div></article>"
    )
    assert "is only a paywall with next to nothing of the article" in refusal(stub)


def test_what_stands_before_a_paywall_is_kept_and_the_wall_is_boilerplate() -> None:
    draft = read_one(story("<p>Subscribe to continue reading.</p>"))
    found = kinds(draft)
    assert [text for text, kind in found.items() if kind == "body"] == list(STORY)
    assert {"Subscribe to continue reading."} >= {t for t, k in found.items() if k != "body"}


def test_a_login_page_is_refused() -> None:
    login = page(
        "<main><h1>Log in</h1><p>Log in with the address that you gave to the paper.</p>"
        '<form><label>Password</label><input type="password"></form></main>',
        title="Log in",
    )
    assert "is a login page, not an article" in refusal(login)


def test_an_empty_page_that_needs_scripts_is_refused() -> None:
    shell = page(
        '<noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div>'
    )
    assert "fills itself by JavaScript" in refusal(shell)


def test_a_check_for_robots_is_refused() -> None:
    check = page("<main><p>Checking your browser before you go on to echo.example.</p></main>")
    assert "is a check for robots" in refusal(check)


def test_a_section_page_is_refused() -> None:
    cards = "".join(
        f'<div class="c"><h3><a href="/{n}">Ferry story number {n} of the week</a></h3>'
        f"<p>What happened at the quay on day {n} of the strike.</p></div>"
        for n in range(1, 13)
    )
    listing = page(f"<main><h1>Harbour</h1>{cards}</main>", title="Harbour news")
    assert "is a list of articles, not an article" in refusal(listing)


@pytest.mark.parametrize(
    "words",
    [
        "Page not found: how the town lost its register",
        "404 boats and no harbour",
        "Why nobody reads the cookie notice",
        "Subscribe to continue reading, said the paper",
    ],
)
def test_an_article_about_such_pages_is_an_article(words: str) -> None:
    told = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
    draft = read_one(page(f"<article><h1>{words}</h1>{told}</article>", title=words))
    assert draft.title == words
    assert lines(draft) == list(STORY)


def test_a_cookie_notice_beside_the_story_is_left_out() -> None:
    notice = (
        '<div class="cookie-consent"><p>We use cookies and similar means to measure how our pages '
        "are read, to show personalised ads and to keep you logged in. Accept all or choose.</p>"
        "</div>"
    )
    draft = read_one(story().replace("<main>", f"{notice}<main>"))
    assert lines(draft) == list(STORY)


def test_comments_of_readers_are_left_out() -> None:
    comments = '<section class="comments" id="comments"><h2>Comments</h2>' + "".join(
        f'<div class="comment"><p>I have taken that ferry for {n} years, and it never left on '
        "time; my neighbour says the same of the bus that should meet it.</p></div>"
        for n in range(2, 9)
    )
    draft = read_one(story().replace("</main>", f"</main>{comments}</section>"))
    assert lines(draft) == list(STORY)


def test_lists_quotes_tables_and_subheadings_stay() -> None:
    draft = read_one(
        story(
            "<h2>What changes</h2><ul><li>First boat at six</li><li>Last boat at nine</li></ul>",
            "<blockquote><p>“Six crossings will be back before the summer,” she said.</p>"
            "</blockquote>",
            "<table><tr><th>Day</th><th>Boats</th></tr><tr><td>Monday</td><td>4</td></tr></table>",
            "<p>The council meets again on Thursday.</p>",
        )
    )
    assert lines(draft)[3:] == [
        "What changes",
        "First boat at six",
        "Last boat at nine",
        "“Six crossings will be back before the summer,” she said.",
        "Day | Boats",
        "Monday | 4",
        "The council meets again on Thursday.",
    ]


def test_every_entry_of_a_live_blog_stays() -> None:
    entries = [
        f"At {hour} o’clock the harbour office said that boat number {hour} had left the quay "
        "with all who waited, and that the next would be made ready within the hour."
        for hour in range(8, 14)
    ]
    body = "".join(
        f"<article><h2>{entry[3:13]} update</h2><p>{entry}</p></article>" for entry in entries
    )
    draft = read_one(page(f"<main><h1>Ferry strike, hour by hour</h1>{body}</main>"))
    assert [line for line in lines(draft) if line in entries] == entries


def test_both_sides_of_an_interview_stay_in_turn() -> None:
    turns = [
        "Echo: When will there be six boats again?",
        "Ostrov: Before the summer, if the yard keeps its word and the engines come by rail.",
        "Echo: And if it does not?",
        "Ostrov: Then we shall hire a boat, as we did four years ago, and the town will pay.",
    ]
    draft = read_one(story(*(f"<p>{turn}</p>" for turn in turns)))
    assert lines(draft) == [*STORY, *turns]


def test_the_words_under_the_headline_are_put_back() -> None:
    lead = "Two boats need new engines, and the yard has no room for them before the summer comes."
    head = f'<meta property="og:description" content="{lead}">'
    told = "".join(f"<p>{words}</p>" for words in STORY)
    body = (
        f'<header><h1>Fewer ferries</h1><div class="sub"><p>{lead}</p></div></header>'
        f'<main><article><div class="article-body">{told}</div></article></main>'
    )
    assert lines(read_one(page(body, head))) == [lead, *STORY]


def test_text_that_only_the_metadata_has_whole_is_taken_from_there() -> None:
    body = "\\n".join(words.replace("“", "").replace("”", "") for words in STORY)
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Fewer ferries", '
        f'"articleBody": "{body}"}}</script>'
    )
    draft = read_one(page("<div id='app'></div>", head))
    assert lines(draft)[0] == STORY[0]
    assert len(lines(draft)) == 3


FACTS = """
<meta property="og:title" content="Fewer ferries from Monday - The Harbour Echo">
<meta property="og:site_name" content="The Harbour Echo">
<link rel="canonical" href="https://echo.example/ferries?id=7&amp;utm_source=mail#top">
<script>var offer = {"expires": "2031-01-31"};</script>
<script type="application/ld+json">{"@graph": [{"@type": "WebPage", "name": "x"},
 {"@type": ["NewsArticle"], "headline": "Fewer ferries from Monday",
  "datePublished": "2026-03-04T06:10:00+01:00", "dateModified": "2026-03-05T09:00:00+01:00",
  "author": [{"@type": "Person", "name": "By Ida Lund"}, {"name": "Jonas Weir"}],
  "publisher": {"name": "Harbour Echo Ltd"}}]}</script>"""


def test_facts_come_from_the_metadata() -> None:
    draft = read_one(story(head=FACTS))
    assert draft.title == "Fewer ferries from Monday"
    assert draft.outlet == "The Harbour Echo"
    assert draft.authors == ("Ida Lund", "Jonas Weir")
    assert (draft.date, draft.modified) == (dt.date(2026, 3, 4), dt.date(2026, 3, 5))
    assert draft.url == "https://echo.example/ferries?id=7"
    assert draft.language == "en"


def test_no_day_is_after_today() -> None:
    later = FACTS.replace("2026-03-04", "2027-03-04").replace("2026-03-05", "2027-03-05")
    draft = read_one(story(head=later))
    assert (draft.date, draft.modified) == (None, None)


def test_authors_are_told_by_meta_or_link() -> None:
    by_meta = read_one(story(head='<meta name="author" content="Ida Lund">'))
    by_link = read_one(story('<p><a rel="author" href="/lund">Ida Lund</a></p>'))
    assert by_meta.authors == by_link.authors == ("Ida Lund",)


def test_the_language_is_told_by_the_words_where_the_page_says_nothing() -> None:
    text = "".join(
        f"<p>Der Hafen von Ellery bleibt am {day}. März geschlossen, weil die Fähren neue Motoren "
        "brauchen, sagte die Hafenmeisterin am Montag im Rat der Stadt.</p>"
        for day in range(2, 7)
    )
    draft = read_one(f"<html><body><article>{text}</article></body></html>")
    assert draft.language == "de"


@given(st.integers(0, 3000), st.integers(0, 2999), st.integers(0, 127))
def test_a_cut_or_scratched_page_is_a_draft_or_one_sentence(cut: int, at: int, sign: int) -> None:
    raw = bytearray(story(head=FACTS).encode())
    raw[at % len(raw)] = sign
    for item in items_of(bytes(raw[: len(raw) - cut % len(raw)]), "a.html"):
        assert isinstance(item, SourceError) or item.text.strip()


def test_endless_nesting_is_refused() -> None:
    assert "nests its elements more than 200 deep" in refusal(page("<div>" * 20_000 + STORY[0]))


def test_a_page_of_countless_elements_is_refused() -> None:
    assert "more than" in refusal(page("x<br>" * 100_000))


@pytest.mark.skipif(not CASES.is_dir(), reason="needs ../shared/cases")
def test_the_consent_wall_of_a_report_is_refused() -> None:
    assert "is a consent wall" in refusal((CASES / "ing-wall.html").read_bytes())


@pytest.mark.skipif(not CASES.is_dir(), reason="needs ../shared/cases")
def test_words_at_the_borders_of_elements_stay_apart() -> None:
    draft = read_one((CASES / "ing-glued.html").read_bytes())
    assert "2026Harbour" not in draft.text
    assert "two hours.\nIda Lund asked for a report.\nNobody objected." in draft.text
    assert {"Budget", "Ferries"} <= set(lines(draft))
    assert "12,500 euros" in draft.text


@pytest.mark.skipif(not CASES.is_dir(), reason="needs ../shared/cases")
def test_the_day_of_change_is_kept_beside_that_of_publication() -> None:
    draft = read_one((CASES / "ing-date-script.html").read_bytes())
    assert (draft.date, draft.modified) == (dt.date(2026, 3, 4), dt.date(2026, 3, 5))


NAMED = {
    "Ida Lund has written on harbours for nine years and lives in Ostrand.": "byline",
    "What our guests write is their own view and binds nobody at this paper.": "commentary",
    "The ferry Alma at the quay of Ostrand in March": "caption",
    "Our letter comes every Friday with all that the harbour did.": "boilerplate",
}
NAMED_PARTS = "".join(
    f'<div class="{name}"><p>{words}</p></div>'
    for name, words in zip(
        ("post-author", "site-disclaimer", "wp-caption-text", "newsletter"), NAMED, strict=True
    )
)


def hinted_kinds(body: str, *texts: str) -> list[Kind | None]:
    """Return what the markup of a page makes of blocks, whoever has found them."""
    told = "".join(f"<p>{words}</p>" for words in STORY)
    hints = hints_of(parsed(page(f"<main><article>{told}{body}</article></main>")))
    blocks = hinted([Block(text) for text in (*STORY, *texts)], hints, ())
    assert [block.kind for block in blocks[: len(STORY)]] == [None] * len(STORY)
    return [block.kind for block in blocks[len(STORY) :]]


def test_parts_that_their_classes_name_have_their_kinds() -> None:
    assert hinted_kinds(NAMED_PARTS, *NAMED) == [*NAMED.values()]
    # Without these names, the same words are the article's.
    assert hinted_kinds(re.sub(' class="[^"]*"', "", NAMED_PARTS), *NAMED) == [None] * len(NAMED)


def test_parts_that_their_classes_name_are_no_body_of_the_draft() -> None:
    found = kinds(read_one(story(NAMED_PARTS), "a.html"))
    assert [text for text, kind in found.items() if kind == "body"] == [*STORY]


def test_a_name_on_the_whole_article_says_nothing() -> None:
    told = "".join(f"<p>{words}</p>" for words in STORY)
    draft = read_one(page(f'<main><div class="author-lund">{told}</div></main>'), "a.html")
    assert {kinds(draft)[words] for words in STORY} == {"body"}


CARD = "Crane sold to a yard in Weir that nobody has seen until this spring"
MORE = "How the harbour office came to be late with its own engines"
CARDS = (
    f'<a href="/crane"><div><h3>{CARD}</h3><p>The council had kept it for years.</p></div></a>'
    f'<ul><li><a href="/a">{MORE}</a></li><li><a href="/b">{MORE} again</a></li></ul>'
)


def test_cards_and_lists_of_links_to_other_pages_are_boilerplate() -> None:
    texts = (CARD, "The council had kept it for years.", MORE, f"{MORE} again")
    assert hinted_kinds(CARDS, *texts) == ["boilerplate"] * 4
    # The same words that lead nowhere are the article's.
    assert hinted_kinds(re.sub(r"</?a\b[^>]*>", "", CARDS), *texts) == [None] * 4


def test_cards_and_lists_of_links_are_no_body_of_the_draft() -> None:
    body = [text for text, kind in kinds(read_one(story(CARDS))).items() if kind == "body"]
    assert body == [*STORY]


@pytest.mark.parametrize(
    "words",
    [
        "Les også: Fergen er forsinket igjen",
        "Lesen Sie auch: Die Fähre ist wieder zu spät",
        "Follow Ida Lund on Twitter",
        "By submitting your address you agree to our privacy policy and terms.",
        "Recommended for you",
    ],
)
def test_furniture_of_several_kinds_and_languages_is_known(words: str) -> None:
    article = Article("a", None, None, None, None, "\n\n".join((STORY[0], words, STORY[1])))
    found = [paragraph.kind for paragraph in paragraphs(article)]
    assert found == ["body", "boilerplate", "body"]
    body = [
        text for text, kind in kinds(read_one(story(f"<p>{words}</p>"))).items() if kind == "body"
    ]
    assert body == [*STORY]
