"""The index's values as the JSON that the contract names."""

from collections.abc import Sequence

from index.article import Article, CrossReference, Label, Paragraph, ParsedArticle, Quote
from index.catalogue import Listing
from index.changes import changes
from index.people.people import Person
from index.sayings import Saying, by_speaker
from index.search import Passage


def listing_to_json(listing: Listing) -> dict[str, object]:
    """Return an article's facts and counts."""
    return {
        "id": listing.id,
        "title": listing.title,
        "outlet": listing.outlet,
        "date": listing.date.isoformat() if listing.date else None,
        "url": listing.url,
        "paragraphs": listing.paragraphs,
        "quotes": listing.quotes,
        "origin": listing.origin,
        "versions": listing.versions,
    }


def article_to_json(parsed: ParsedArticle, versions: Sequence[Article] = ()) -> dict[str, object]:
    """Return an article with its text and all that was found in it.

    It can be added again as a line of JSON Lines.

    Args:
        parsed: the article in its newest version.
        versions: all its texts, oldest first.
    """
    article = parsed.article
    return {
        "id": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "date": article.date.isoformat() if article.date else None,
        "url": article.url,
        "authors": list(article.authors),
        "modified": article.modified.isoformat() if article.modified else None,
        "language": article.language,
        "text": article.text,
        "paragraphs": [_paragraph_to_json(paragraph) for paragraph in parsed.paragraphs],
        "quotes": quotes_to_json(parsed.quotes),
        "labels": labels_to_json(parsed.labels),
        "cross_references": [_reference_to_json(r) for r in parsed.cross_references],
        "versions": _versions(versions),
    }


def _versions(versions: Sequence[Article]) -> list[dict[str, object]]:
    """Return each text that an article has had, with what it changed in the one before."""
    before = (None, *versions)
    return [
        {
            "number": number,
            "title": article.title,
            "date": article.date.isoformat() if article.date else None,
            "text": article.text,
            "changes": [
                {"before": change.before, "after": change.after}
                for change in (changes(old.text, article.text) if old else ())
            ],
        }
        for number, (old, article) in enumerate(zip(before, versions, strict=False), 1)
    ]


def quotes_to_json(quotes: Sequence[Quote]) -> list[dict[str, object]]:
    """Return quotes in the order given."""
    return [
        {
            "article_id": quote.article_id,
            "paragraph": quote.paragraph,
            "start": quote.start,
            "end": quote.end,
            "text": quote.text,
            "speaker": quote.speaker,
            "speaker_as_written": quote.speaker_as_written,
            "cue": quote.cue,
            "direct": quote.direct,
            "via": quote.via,
            "confidence": quote.confidence,
            "status": quote.status,
            "candidates": list(quote.candidates),
            "on_behalf_of": quote.on_behalf_of,
        }
        for quote in quotes
    ]


def sayings_to_json(found: Sequence[Saying]) -> dict[str, object]:
    """Return all quotes, those of an article in order; and their rows: what repeats what, how."""
    places = [quote for saying in found for quote in saying.places]
    articles = {quote.article_id: at for at, quote in reversed([*enumerate(places)])}
    quotes = sorted(places, key=lambda q: (articles[q.article_id], q.start, -q.end))
    numbers = {id(quote): number for number, quote in enumerate(quotes)}
    return {
        "quotes": quotes_to_json(quotes),
        "rows": [
            {
                "person": saying.person,
                "places": [
                    {"quote": numbers[id(quote)], "how": saying.how(quote)}
                    for quote in saying.places
                ],
            }
            for saying in found
        ],
        "speakers": [{"name": name, "rows": count} for name, count in by_speaker(found)],
    }


def people_to_json(people: Sequence[Person]) -> list[dict[str, object]]:
    """Return people in the order given."""
    return [
        {
            "name": person.name,
            "other_names": list(person.others),
            "quotes": person.quotes,
            "articles": person.articles,
        }
        for person in people
    ]


def labels_to_json(labels: Sequence[Label]) -> list[dict[str, object]]:
    """Return marked words that are no speech, in the order given."""
    return [
        {
            "article_id": label.article_id,
            "paragraph": label.paragraph,
            "start": label.start,
            "end": label.end,
            "text": label.text,
            "kind": label.kind,
        }
        for label in labels
    ]


def passages_to_json(passages: Sequence[Passage]) -> list[dict[str, object]]:
    """Return passages in the order given, best first."""
    return [
        {
            "article_id": passage.article_id,
            "paragraph": passage.paragraph,
            "start": passage.start,
            "end": passage.end,
            "kind": passage.kind,
            "score": passage.score,
            "text": passage.text,
        }
        for passage in passages
    ]


def _paragraph_to_json(paragraph: Paragraph) -> dict[str, object]:
    return {
        "number": paragraph.number,
        "start": paragraph.start,
        "end": paragraph.end,
        "kind": paragraph.kind,
        "text": paragraph.text,
    }


def _reference_to_json(reference: CrossReference) -> dict[str, object]:
    return {
        "paragraph": reference.paragraph,
        "start": reference.start,
        "end": reference.end,
        "text": reference.text,
    }
