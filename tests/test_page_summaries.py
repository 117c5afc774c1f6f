"""The Summary view: sections, sources, a timeline, articles to choose from, notes on words."""

import datetime as dt
import re
from pathlib import Path

from page_examples import citation, harbour, words
from toy_embedder import ToyEmbedder

from index.article import Draft
from index.library import Library
from index.page.article import Note, article_html
from qa.answer import Difference, Event, LoadedWord, Section, Sentence, Summary, Version
from qa.digest.event import Gathered
from qa.page.choosing import form_html, gathered, matching
from qa.page.noted import noted
from qa.page.summaries import summary_html
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


class TestChoosing:
    def test_articles_are_offered_by_words_of_their_title_newest_first(
        self, tmp_path: Path
    ) -> None:
        with Library.open(tmp_path, ToyEmbedder()) as library:
            for at in range(1, 10):
                day = dt.date(2026, 2, at)
                library.add(Draft("h", f"Boats {at} came.", title=f"<Boats> {at}", date=day))
            library.add(Draft("h", "It rained.", title="Rain", outlet="Quay & News"))
            boats, rain = matching("boats", library), matching("quay rain", library)
        assert [one["title"] for one in boats] == [f"<Boats> {at}" for at in range(9, 1, -1)]
        assert [one["title"] for one in rain] == ["Rain"]
        assert rain[0]["facts"] == '<p class="facts"><bdi>Quay &amp; News</bdi></p>'

    def test_articles_on_an_event_say_why_they_are_taken(self) -> None:
        found = gathered(
            [Gathered(harbour(), 1.0, 0, ()), Gathered(harbour(), 0.3, 1, ("Port <Ellery>",))]
        )
        assert [one["id"] for one in found] == ["h1", "h1"]
        assert "the nearest to the topic" in found[0]["facts"]
        assert "alike 0.30; both name Port &lt;Ellery&gt;" in found[1]["facts"]

    def test_a_language_is_offered_where_a_model_translates(self) -> None:
        assert 'name="language"' in form_html(translates=True)
        assert 'name="language"' not in form_html(translates=False)
