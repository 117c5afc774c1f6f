"""Answers and summaries as the JSON that the contract names."""

from collections.abc import Sequence
from dataclasses import asdict

from index.export import passages_to_json
from qa.answer import Answer, Citation, Section, Sentence, Summary, Withheld
from qa.spend import Cost


def answer_to_json(answer: Answer) -> dict[str, object]:
    """Return an answer with all that it stands on."""
    return {
        "question": answer.question,
        "standalone_question": answer.standalone_question,
        "status": answer.status,
        "reason": answer.reason,
        "sentences": _sentences(answer.sentences),
        "citations": _citations(answer.citations),
        "more": answer.more,
        "withheld": _withheld(answer.withheld),
        "passages": passages_to_json(answer.passages),
        "model": answer.model,
        "prompt": answer.prompt,
        "seconds": answer.seconds,
        "notice": answer.notice,
        "confidence": answer.confidence,
        "cost": cost_to_json(answer.cost),
        **({"parts": [asdict(part) for part in answer.parts]} if answer.parts else {}),
        "trace": [
            {"step": step.what, "text": step.text, "seconds": step.seconds} for step in answer.trace
        ],
    }


def summary_to_json(summary: Summary) -> dict[str, object]:
    """Return a summary with all that it stands on."""
    return {
        "status": summary.status,
        "reason": summary.reason,
        "sections": [_section(section) for section in summary.sections],
        "citations": _citations(summary.citations),
        "loaded": [
            {
                "text": word.text,
                "article_id": word.article_id,
                "paragraph": word.paragraph,
                "start": word.start,
                "end": word.end,
                "why": word.why,
                "plain": word.plain,
                "kind": word.kind,
            }
            for word in summary.loaded
        ],
        "origins": summary.origins,
        "differences": [
            {
                "about": difference.about,
                "versions": [
                    {"text": version.text, "citations": list(version.citations)}
                    for version in difference.versions
                ],
            }
            for difference in summary.differences
        ],
        "framings": [
            {
                "about": framing.about,
                "wordings": [
                    {
                        "source": wording.source,
                        "words": list(wording.words),
                        "citations": list(wording.citations),
                    }
                    for wording in framing.wordings
                ],
            }
            for framing in summary.framings
        ],
        "timeline": [
            {"time": event.time, "text": event.text, "citations": list(event.citations)}
            for event in summary.timeline
        ],
        "left_out": list(summary.left_out),
        "length": summary.length,
        "withheld": _withheld(summary.withheld),
        "model": summary.model,
        "prompt": summary.prompt,
        "seconds": summary.seconds,
        "notice": summary.notice,
        "cost": cost_to_json(summary.cost),
    }


def cost_to_json(cost: Cost | None) -> dict[str, object] | None:
    """Return what an answer cost at a language model; null where none was asked."""
    return asdict(cost) if cost else None


def _section(section: Section) -> dict[str, object]:
    return {"title": section.title, "sentences": _sentences(section.sentences)}


def _sentences(sentences: Sequence[Sentence]) -> list[dict[str, object]]:
    return [
        {
            "text": sentence.text,
            "citations": list(sentence.citations),
            "support": sentence.support,
            "speaker": sentence.speaker,
            "statement": sentence.statement,
            "marked": list(sentence.marked) if sentence.marked else None,
            **({"to": sentence.to} if sentence.to else {}),
            **({"also": list(sentence.also)} if sentence.also else {}),
            **({"original": sentence.original} if sentence.original else {}),
        }
        for sentence in sentences
    ]


def _citations(citations: Sequence[Citation]) -> list[dict[str, object]]:
    return [
        {
            "number": citation.number,
            "article_id": citation.article_id,
            "title": citation.title,
            "outlet": citation.outlet,
            "date": citation.date.isoformat() if citation.date else None,
            "url": citation.url,
            "paragraph": citation.paragraph,
            "start": citation.start,
            "end": citation.end,
            "text": citation.text,
        }
        for citation in citations
    ]


def _withheld(withheld: Sequence[Withheld]) -> list[dict[str, object]]:
    return [{"text": item.text, "why": item.why} for item in withheld]
