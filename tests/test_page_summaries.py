"""The Summary view's HTML: sections, sources, a timeline, the articles gathered, notes on words."""

import re

from page_examples import citation, harbour, listing, words

from index.page.article import Note, article_html
from qa.answer import Difference, Event, LoadedWord, Section, Sentence, Summary, Version
from qa.digest.event import Gathered
from qa.page.noted import noted
from qa.page.summaries import choice, gathered_html, summary_html
from qa.page.timelines import timeline_html


class TestSummary:
    def summary(self) -> Summary:
        said = Sentence("Boats came.", (1,), "verbatim")
        return Summary(
            status="answered",
            reason=None,
            sections=(Section("What happened", (said,)),),
            citations=(citation(1), citation(2)),
            loaded=(LoadedWord("mad <rush>", "h1", 2, 18, 27, "It judges.", "rush"),),
            origins=2,
            differences=(Difference("Boats", (Version("12", (1,)), Version("14", (2,)))),),
            withheld=(),
            model=None,
            prompt=None,
            seconds=0.1,
        )

    def test_sections_differences_and_loaded_words_are_shown_with_their_places(self) -> None:
        html = summary_html(self.summary(), [harbour().article])
        assert "<h2>What happened</h2>" in html
        assert "2 independent sources" in html
        assert re.search(r"<th [^>]*>Boats</th><td><p [^>]*>12<button", html)
        assert "mad &lt;rush&gt;</button>" in html
        assert "Plainly: rush" in words(html)

    def test_an_article_is_chosen_by_title_outlet_and_date(self) -> None:
        assert choice(listing("Boats")) == ("Boats (Quay News, 2026-02-01)", "h1")


class TestNotes:
    def test_noted_words_are_underlined_each_with_what_is_told(self) -> None:
        html = article_html(harbour(), 18, 27, notes=[Note(22, 32, "Heat: it <burns>.")])
        spans = re.findall(r'<span class="noted"[^>]* data-tip="([^"]*)">(.*?)</span>', html)
        assert {told for told, _ in spans} == {"Heat: it &lt;burns&gt;."}
        assert words("".join(piece for _, piece in spans)) == harbour().article.text[22:32]

    def test_an_article_without_loaded_words_has_no_notes(self) -> None:
        assert noted(harbour()) == []


class TestTimeline:
    def test_days_months_and_years_are_told_apart(self) -> None:
        events = [Event(time, "It came.", (1,)) for time in ("1911", "2024-05", "2026-03-03")]
        html = timeline_html(events, [citation(1)])
        assert re.findall('<span class="time">(.*?)</span>', html) == [
            "1911", "May 2024", '<time datetime="2026-03-03">3 March 2026</time>',
        ]  # fmt: skip
        assert re.findall("left:([0-9.]+)%", html) == ["0.00", "98.43", "100.00"]

    def test_two_days_need_no_scale(self) -> None:
        events = [Event(time, "It came.", (1,)) for time in ("2026-03-01", "2026-03-03")]
        assert "scale" not in timeline_html(events, [citation(1)])


def test_gathered_articles_say_why_they_were_taken() -> None:
    html = gathered_html(
        [Gathered(harbour(), 1.0, 0, ()), Gathered(harbour(), 0.3, 1, ("Port Ellery",))]
    )
    assert "the nearest to the topic" in html
    assert "alike 0.30; both name Port Ellery" in html
    assert html.count('data-article="h1"') == 2
