"""What the page shows of answers and summaries, from the functions that make it."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import unescape

from page_examples import answer, citation, harbour, words

from index.errors import LibraryError
from index.search import Passage
from qa.answer import (
    Answer,
    Sentence,
    Turn,
    Withheld,
)
from qa.ask import Partial, Stage
from qa.feedback import REASONS
from qa.kept import answer_from_json
from qa.page.answering import Exchange, answering, nearest, said, turns
from qa.page.answers import answer_html, cite_html, sentence_html, sentences_html
from qa.page.thread import exchange_html, welcome_html


class TestSentences:
    def test_what_looks_like_a_tag_shows_as_typed(self) -> None:
        told = Sentence("<Channel 9> says 3 < 5 & <nothing>", (1,), "verbatim")
        assert words(sentence_html(told, {1: citation(1)})) == "<Channel 9> says 3 < 5 & <nothing>1"

    def test_a_citation_never_wraps_away_from_its_sentence(self) -> None:
        html = sentence_html(
            Sentence("It came.", (1, 2), "verbatim"), {1: citation(1), 2: citation(2)}
        )
        kept = re.search('<span class="keep">(.*)</span>$', html)
        assert kept is not None
        assert words(kept[1]) == "came.12"

    def test_who_is_meant_by_she_is_named_where_several_speak(self) -> None:
        told = [
            Sentence("“No,” she said.", (1,), "quoted", "Mara Lind", "direct"),
            Sentence("“Yes,” said Oskar Brandt.", (1,), "quoted", "Oskar Brandt", "direct"),
        ]
        assert words(sentences_html(told, [citation(1)])).count("Mara Lind") == 1
        assert words(sentences_html(told, [citation(1)])).count("Oskar Brandt") == 1
        assert "Mara Lind" not in words(sentences_html(told[:1], [citation(1)]))

    def test_a_long_address_at_the_end_may_break(self) -> None:
        told = Sentence("See https://example.org/a/very/long/address", (1,), "verbatim")
        html = sentence_html(told, {1: citation(1)})
        assert re.search('<span class="keep">\N{WORD JOINER}<button', html)

    def test_a_citation_tells_outlet_date_and_first_words_where_the_pointer_rests(self) -> None:
        html = cite_html(citation(3, 'He said "no" ' + "again " * 20))
        assert 'title="Quay News, 1 February 2026: He said &quot;no&quot; again' in html
        assert 'aria-label="Citation 3: Quay News, 1 February 2026"' in html
        assert 'data-article="h1" data-start="18" data-end="27"' in html

    def test_statements_stand_alone_and_a_model_s_text_runs_together(self) -> None:
        quoted = [Sentence(text, (1,), "quoted") for text in ("One.", "Two.")]
        checked = [Sentence(text, (1,), "checked") for text in ("Three.", "Four.")]
        html = sentences_html([*quoted, *checked], [citation(1)])
        assert [words(part) for part in html.split("</p>")][:-1] == [
            "One.1",
            "Two.1",
            "Three.1 Four.1",
        ]

    def test_statements_of_several_articles_stand_under_their_outlet(self) -> None:
        cited = [citation(1), replace(citation(2), article_id="h2", outlet="Echo", date=None)]
        told = [Sentence("One.", (1,), "quoted"), Sentence("Two.", (2,), "quoted")]
        parts = [words(part) for part in sentences_html(told, cited).split("</p>")][:-1]
        assert parts == ["Quay News · 1 February 2026", "One.1", "Echo", "Two.2"]

    def test_commentary_is_named_at_its_sentence(self) -> None:
        told = Sentence("He spoke.", (1,), "verbatim", "Ida Lund", "commentary")
        assert words(sentence_html(told, {1: citation(1)})) == "He spoke.1 publisher’s commentary"


class TestAnswers:
    def test_it_says_who_is_quoted_and_how_that_is_known(self) -> None:
        html = answer_html(
            answer(
                Sentence("“One,” said Lund.", (1,), "quoted", "Ida Lund", "direct"),
                Sentence("Lund said two.", (2,), "verbatim", "Ida Lund", "reported"),
            )
        )
        assert "Quoted: Ida Lund · in direct quotes and in reported speech · Quay News" in words(
            html
        )
        assert "1 paragraph of 1 article" in words(html)

    def test_what_is_left_out_can_be_asked_for(self) -> None:
        found = answer(Sentence("“One,” said Lund.", (1,), "quoted", "Ida Lund", "direct"))
        html = answer_html(replace(found, more=9, standalone_question="What did Lund say?"))
        assert "9 further statements left out: show all, or name a topic" in words(html)
        assert 'data-ask="Show me everything: What did Lund say?"' in html

    def test_what_was_withheld_unfolds_with_its_reasons(self) -> None:
        withheld = (Withheld("It <burned>.", "Nothing says so."), Withheld("71 died.", "No 71."))
        html = answer_html(answer(Sentence("One.", (1,), "checked"), withheld=withheld))
        assert "<summary>2 sentences withheld: not in the sources</summary>" in html
        assert "<q>It &lt;burned&gt;.</q> Nothing says so." in html

    def test_a_refusal_gives_its_reason_and_what_comes_nearest(self) -> None:
        near = [citation(1, "The boats came.")]
        html = answer_html(answer(reason="Nobody called <Merkel> is in them."), near)
        assert "Nobody called <Merkel> is in them." in words(html)
        assert "The boats came.1" in words(html)
        assert "paragraph of" not in html

    def test_a_refusal_that_shows_the_nearest_place_does_not_tell_of_it_too(self) -> None:
        reason = (
            "Nobody says it. The nearest passage is paragraph 2 of “Boats”: “He said “no”. Then…”."
        )
        near, instead = [citation(1)], " It can be asked instead: “What did Mara Lind say?”"
        assert '<p dir="auto">Nobody says it.</p>' in answer_html(answer(reason=reason), near)
        told = answer_html(answer(reason=reason + instead), near)
        assert f'<p dir="auto">Nobody says it.{instead}</p>' in told
        assert "paragraph 2 of" in answer_html(answer(reason=reason))

    def test_a_failed_endpoint_is_said_in_one_line(self) -> None:
        html = answer_html(answer(Sentence("One.", (1,), "quoted"), notice="The model is away."))
        assert '<p class="notice">The model is away.</p>' in html

    def test_the_nearest_passages_are_numbered_as_citations(self) -> None:
        passages = [Passage("h1", 2, 18, 27, "The boats", "body", 0.5)] * 5
        near = nearest(passages, lambda _: harbour().article)
        assert [cited.number for cited in near] == [1, 2, 3]
        assert near[0].outlet == "Quay News"


class TestWelcome:
    def test_suggestions_ask_what_they_say(self) -> None:
        html = welcome_html(2, ["What did Jo <b> say?"])
        assert re.findall('data-ask="(.*?)"', html) == ["What did Jo &lt;b&gt; say?"]
        assert "What did Jo <b> say?" in words(html)

    def test_an_empty_library_leads_to_where_articles_are_added(self) -> None:
        assert 'href="#library"' in welcome_html(0, [])
        read_only = welcome_html(0, [], read_only=True)
        assert "ask whoever keeps it to add some, then load it again." in read_only
        assert "#library" not in read_only


class TestTurns:
    def test_a_follow_up_looks_back_on_answers_and_refusals(self) -> None:
        assert said(answer(Sentence("One.", (1,), "quoted"))) == "One."
        assert said(answer(reason="Nobody says so.")) == "Nobody says so."

    def test_only_the_last_turns_of_a_long_conversation_are_read(self) -> None:
        told = [{"question": f"{number}?", "answer": "x" * 9000} for number in range(200)]
        read = turns(told)
        assert [turn.question for turn in read] == [f"{number}?" for number in range(192, 200)]
        assert {len(turn.answer) for turn in read} == {4000}

    def test_what_is_no_turn_is_skipped(self) -> None:
        assert turns([None, {"question": 3, "answer": "x"}, {"question": "a"}, "b"]) == ()
        assert turns({"question": "a"}) == turns(None) == ()


class TestExchange:
    def test_a_whole_answer_can_be_kept_saved_and_judged(self) -> None:
        made = answer(Sentence("“<One>,” he said.", (1,), "quoted", "Ida Lund", "direct"))
        html = exchange_html(Exchange("?", answer=made), "t1")
        assert 'data-turn="t1"' in html
        kept = re.search('data-kept="(.*?)"', html)
        assert kept is not None
        document = json.loads(unescape(kept[1]))
        assert document["said"] == "“<One>,” he said."
        assert answer_from_json(document["answer"]) == replace(made, passages=())
        for action in ("data-copy", "data-save", "data-again", "data-edit", "data-verdict"):
            assert action in html
        assert [name for name in REASONS if f'value="{name}"' in html] == [
            "wrong",
            "speaker",
            "missing",
            "beside",
            "unanswerable",
        ]

    def test_a_refusal_can_be_wrong_in_other_ways(self) -> None:
        html = exchange_html(Exchange("?", answer=answer(reason="Nobody says so.")))
        assert [name for name in REASONS if f'value="{name}"' in html] == ["beside", "refused"]

    def test_what_is_under_way_can_be_stopped_alone(self) -> None:
        html = exchange_html(Exchange("?", stage="Searching 3 articles"))
        assert "Searching 3 articles …" in words(html)
        assert "data-stop" in html
        assert "data-again" not in html


class TestAnswering:
    FIRST = Sentence("One.", (1,), "quoted")

    def steps(
        self, events: Sequence[Stage | Partial | Answer | LibraryError], seconds: float
    ) -> list[Exchange]:
        """Answer by `events`, each of which takes `seconds`."""
        now = 0.0

        def walk(question: str, history: Sequence[Turn]) -> Iterator[Stage | Partial | Answer]:
            nonlocal now
            for event in events:
                now += seconds
                if isinstance(event, LibraryError):
                    raise event
                yield event

        return list(answering("?", (), walk, lambda _: harbour().article, lambda: now))

    def test_sentences_are_shown_as_they_come(self) -> None:
        partials = [Partial((self.FIRST,) * number, (citation(1),)) for number in (1, 2)]
        shown = self.steps([Stage("Searching", "search"), *partials, answer(self.FIRST)], 0.2)
        assert [len(exchange.sentences) for exchange in shown] == [0, 0, 1, 2, 2]
        assert [exchange.stage for exchange in shown[2:4]] == [
            "1 sentence checked",
            "2 sentences checked",
        ]
        assert shown[-1].answer is not None

    def test_a_fast_answer_is_not_sent_more_than_ten_times_a_second(self) -> None:
        partials = [Partial((self.FIRST,) * number, (citation(1),)) for number in range(50)]
        shown = self.steps([*partials, answer(self.FIRST)], 0.01)
        assert len(shown) <= 8
        assert shown[-1].answer is not None

    def test_every_stage_is_shown_however_fast(self) -> None:
        shown = self.steps(
            [Stage("Searching", "search"), Stage("Reading", "write"), answer(self.FIRST)], 0
        )
        assert [exchange.stage for exchange in shown] == [
            "Reading the question",
            "Searching",
            "Reading",
            None,
        ]

    def test_an_error_of_the_library_ends_the_answer_in_its_sentence(self) -> None:
        shown = self.steps([Stage("Searching", "search"), LibraryError("It is locked.")], 0)
        assert shown[-1].ended == "It is locked."
        assert shown[-1].stage is None
        assert "It is locked." in exchange_html(shown[-1])
