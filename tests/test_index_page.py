"""What the page shows of the library and its articles, from the functions that make it."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from page_examples import TEXT, harbour, listing, words
from toy_embedder import ToyEmbedder

from index.article import Article, Draft, Paragraph, ParsedArticle
from index.browsing import Look, Shelf
from index.library import Library, Listing
from index.page.adding import Outcome, add_files, add_text
from index.page.article import article_html, source_html, title_of
from index.page.listing import (
    files_html,
    masthead_html,
    outcomes_html,
    outlets_html,
    shelf_html,
)

TODAY = dt.date(2026, 3, 2)


class TestArticle:
    def test_exactly_the_cited_words_are_marked_in_their_paragraph(self) -> None:
        start = TEXT.index("boats <came>")
        html = article_html(harbour(), start, start + len("boats <came>"))
        assert re.findall("<mark>(.*?)</mark>", html) == ["boats &lt;came&gt;"]
        assert html.count('class="body cited"') == 1

    def test_a_citation_over_two_paragraphs_is_marked_in_both(self) -> None:
        html = article_html(harbour(), TEXT.index("(See"), TEXT.index("too few"))
        assert [words(mark) for mark in re.findall("<mark>(.*?)</mark>", html)] == [
            "(See “OLD” 1 Jan 2026.)",
            "Our view: ",
        ]

    def test_nothing_is_marked_without_a_citation(self) -> None:
        html = article_html(harbour(), 20, 20)
        assert "<mark>" not in html
        assert "cited" not in html

    def test_the_whole_text_is_shown_as_it_stands(self) -> None:
        shown = words(article_html(harbour()))
        for paragraph in harbour().paragraphs:
            assert paragraph.text in shown

    def test_what_is_no_body_says_what_it_is(self) -> None:
        html = article_html(harbour())
        assert '<p dir="auto" class="caption" data-paragraph="1"><span class="kind">Caption' in html
        assert "Publisher’s commentary" in html
        assert "<small>(See “OLD” 1 Jan 2026.)</small>" in html

    def test_an_address_that_runs_a_script_is_no_link(self) -> None:
        article = Article("x", "T", None, None, "javascript:alert(1)", "Some text.")
        parsed = ParsedArticle(article, (Paragraph.cut(article, 1, 0, 10, "body"),), (), ())
        assert "javascript" not in article_html(parsed)
        assert 'href="https://quay.example/1"' in article_html(harbour())

    def test_an_article_without_a_title_is_called_by_its_first_words(self) -> None:
        untitled = Article(
            "x",
            None,
            None,
            None,
            None,
            "one two three four five six seven eight nine ten eleven twelve",
        )
        assert title_of(untitled) == "one two three four five six seven eight nine ten …"

    def test_what_a_correction_changed_is_told_below_the_text(self, tmp_path: Path) -> None:
        with Library.open(tmp_path, ToyEmbedder()) as library:
            for beds in ("214", "241"):
                library.add(Draft("h", f"It rained. The <b> has {beds} beds.", id="h", title="H"))
            html = source_html(library, "h", 0, 0)
        assert "Changed once since it was added" in html
        assert "The &lt;b&gt; has <del>214</del> <ins>241</ins> beds." in html
        assert html.count("It rained") == 1

    def test_a_paragraph_is_pointed_out_by_its_number(self) -> None:
        html = article_html(harbour(), pointed=2)
        assert 'class="body cited" data-paragraph="2"' in html
        assert html.count("cited") == 1
        assert "<mark>" not in html

    def test_copies_of_a_report_lead_to_each_other(self) -> None:
        html = article_html(harbour(), copies=[replace(listing("Ships"), id="h2")])
        assert "The same report in" in html
        assert 'data-article="h2"' in html

    def test_an_article_that_was_removed_is_said_to_be_gone(self, tmp_path: Path) -> None:
        with Library.open(tmp_path, ToyEmbedder()) as library:
            html = source_html(library, "<gone>", 0, 5)
        assert "&lt;gone&gt;" in html
        assert "data-close" in html


def shelf(*listings: Listing, found: int = 0, titles: dict[str, str | None] | None = None) -> Shelf:
    return Shelf(listings, found or len(listings), titles or {})


class TestLibrary:
    def test_an_article_is_listed_with_its_facts(self) -> None:
        html = shelf_html(shelf(listing("Boats <i>")), Look())
        assert "Boats <i>" in words(html)
        assert "<i>" not in html
        assert "Quay News · 1 February 2026 · 3 paragraphs · 1 quote" in words(html)

    def test_versions_and_copies_are_told_where_there_are_any(self) -> None:
        first, copy = listing("Boats <i>"), replace(listing("Ships"), id="h2", versions=3)
        html = shelf_html(shelf(first, copy, titles={"h1": "Boats <i>"}), Look())
        assert "3 versions" in html
        assert "same report as “Boats &lt;i&gt;”" in html
        assert "version" not in shelf_html(shelf(first), Look())

    def test_a_page_of_many_says_where_it_is_and_leads_on(self) -> None:
        html = shelf_html(shelf(listing("A"), listing("B"), found=1200), Look(page=3, size=50))
        assert "151–152 of 1,200 articles" in words(html)
        assert 'data-page="2">' in html
        assert 'data-page="4">' in html
        assert "data-page" not in shelf_html(shelf(listing("A")), Look())

    def test_nothing_found_is_said(self) -> None:
        assert "No article is like that" in shelf_html(shelf(), Look(words="x"))

    def test_outlets_are_chosen_from(self) -> None:
        html = outlets_html(["A & B", "Echo"], "Echo")
        assert '<option value="A &amp; B">A &amp; B</option>' in html
        assert '<option value="Echo" selected>' in html

    def test_files_are_told_one_a_line_while_they_are_read(self) -> None:
        names = ["<a>.txt", "b.jsonl", "c.pdf"]
        told = [Outcome("“A” was added.", file=0, article_id="a")]
        html = files_html(names, [*told, Outcome("x", file=1)], done=False)
        assert [words(line) for line in re.findall("<li.*?</li>", html)] == [
            "“A” was added.",
            "b.jsonl 1 article, reading …",
            "c.pdf waiting",
        ]
        assert '<progress max="3" value="1"' in html
        failed = [Outcome("Line 4 is no JSON.", failed=True, file=1) for _ in range(30)]
        done = files_html(names, [*told, *failed, Outcome("The disk is full.", failed=True)], True)
        assert "30 failed" in done
        assert done.count("Line 4") == 20
        assert "And 10 more failures." in done
        assert "The disk is full." in done
        assert "progress" not in done

    def test_the_head_counts_articles_and_names_the_model(self) -> None:
        html = masthead_html(["Chat", "Library"], 1200, "small <model>")
        assert "1,200 articles · small <model>" in words(html)
        assert 'href="#library"' in html

    def test_an_outcome_shows_its_words_and_that_it_failed(self) -> None:
        html = outcomes_html([Outcome("<b> is empty.", failed=True)])
        assert '<li class="failed" dir="auto">&lt;b&gt; is empty.</li>' in html


class TestAdding:
    @pytest.fixture
    def library(self, tmp_path: Path) -> Iterator[Library]:
        with Library.open(tmp_path / "library", ToyEmbedder()) as library:
            yield library

    def test_a_file_that_fails_does_not_stop_the_others(
        self, library: Library, tmp_path: Path
    ) -> None:
        (tmp_path / "empty.txt").write_bytes(b"")
        (tmp_path / "good.txt").write_text("The ferry sailed.\n\nNobody was hurt.", "utf-8")
        files = [tmp_path / "empty.txt", tmp_path / "good.txt"]
        outcomes = list(add_files(library, files, TODAY))
        assert [outcome.failed for outcome in outcomes] == [True, False]
        assert [outcome.file for outcome in outcomes] == [0, 1]
        assert "empty.txt" in outcomes[0].words
        assert library.count() == 1

    def test_a_pasted_text_takes_the_facts_that_are_given(self, library: Library) -> None:
        given = {"title": "Ferry sails", "outlet": "Quay News", "date": "2026-02-01"}
        [outcome] = add_text(library, "The ferry sailed on Monday.", TODAY, **given)
        assert not outcome.failed
        [stored] = library.articles()
        assert (stored.title, stored.outlet, stored.date) == (
            "Ferry sails",
            "Quay News",
            dt.date(2026, 2, 1),
        )

    def test_a_pasted_text_without_a_title_gets_none_made_up(self, library: Library) -> None:
        list(add_text(library, "The ferry sailed.", TODAY, title="", outlet="", date=""))
        assert library.articles()[0].title is None

    @pytest.mark.parametrize(
        ("text", "date", "said"),
        [("Text.", "31 May", "“31 May” is no date"), (" \n", "", "is empty")],
    )
    def test_what_cannot_be_added_is_said_in_words(
        self, library: Library, text: str, date: str, said: str
    ) -> None:
        [outcome] = add_text(library, text, TODAY, title="", outlet="", date=date)
        assert outcome.failed
        assert said in outcome.words
        assert library.count() == 0

    def test_a_text_that_is_there_already_is_not_added_twice(self, library: Library) -> None:
        facts = {"title": "F", "outlet": "", "date": ""}
        first, second = (
            list(add_text(library, "The ferry sailed.", TODAY, **facts)) for _ in range(2)
        )
        assert not first[0].failed
        assert [outcome.words for outcome in second] == [
            "“F” is in the library already; nothing was added."
        ]
        assert second[0].article_id == first[0].article_id
