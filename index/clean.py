"""An article's text → its paragraphs with their kinds."""

import re
from collections.abc import Iterator, Sequence

from index.article import Article, CrossReference, Kind, Mark, Paragraph
from index.mail_furniture import is_mail_furniture
from index.spans import strip

_BLANK_LINES = re.compile(r"\n[ \t\f\v\u00a0]*(?:\n[ \t\f\v\u00a0]*)+")
_FURNITURE_LONGEST = 200  # code points; a longer paragraph has something to say
_HEADING_LONGEST = 120

_FURNITURE = re.compile(
    r"""(?ix)^\W*(?:
    skip\ to\ (?:main\ )?(?:content|navigation) | (?:back|return)\ to\ (?:top|home) | jump\ to\b
    | (?:share|tweet|pin|email|e-mail|print|save|bookmark)\ (?:this|on|via|to|with|it|article
        |story)\b
    | (?:share|print|menu|search|comments?|subscribe|log\ ?in|sign\ ?in|close|next|previous
        |advertisement
        |advertisements?|ad|sponsored(?:\ content)?|promoted(?:\ content)?)\W*$
    | (?:sign|subscribe|register)\ (?:up\ |in\ )?(?:to|for|now|today|here|and)\b.*
    | (?:get|have)\ (?:our|the)\b.*\b(?:newsletters?|inbox|alerts?|app)\b.*
    | (?:this\ (?:article|story|content)\ is\ )?(?:only\ )?(?:for|available\ to|reserved\ for)
        \ (?:our\ )?(?:paying\ )?subscribers\b.* | unlock\ this\ (?:article|story)\b.*
    | (?:sign|log)\ in\ to\ (?:read|continue)\b.*
    | you\ have\ (?:\w+\ ){1,3}free\ articles?\ (?:left|remaining)\b.*
    | (?:already\ a\ |become\ a\ )(?:subscriber|member)\b.*
    | (?:this\ is\ )?subscriber[- ]only\b.* | to\ (?:continue|keep)\ reading\b.*
    | (?:read|see|watch|listen|view|click|more|related|also|don.t\ miss|recommended
        |most\ (?:read|popular)
        |you\ may\ also\ like|in\ pictures)\ ?(?:more|also|next|now|here|on|from|stories
            |articles|coverage|read)?\s*:\s.*
    | (?:read|see)\ (?:more|next|also)\b.* | related\ (?:stories|articles|links|content|coverage
        |topics)\W*$
    | (?:more\ (?:stories|news|articles)|more\ on\ this(?:\ story)?|most\ (?:read|popular
        |viewed))\W*$
    | (?:continue|keep)\ reading\b.* | load\ more\b.* | show\ (?:more|less|all)\W*$
        | \d+\ comments?\W*$
    | (?:follow|like|find|join|connect\ with)\ us\b.*
    | (?:follow|e-?mail|contact|reach|find)\ .{1,60}\b(?:on\ (?:twitter|x|facebook|instagram
        |linkedin|google\ news|whatsapp|telegram|tiktok|threads|bluesky|youtube|pinterest)\b
        |@\w).{0,80}
    | (?:related|recommended)\ (?:reading|posts?|news|videos)\W*$
    | (?:explore|discover|learn)\ more\W*$ | see\ also\W*$ | further\ reading\W*$
    | you\ (?:may|might)\ (?:also\ )?(?:like|enjoy|be\ interested\ in)\W*$
    | (?:trending(?:\ now|\ stories)?|editor[’']?s[’']?\ (?:picks?|choice)|what\ to\ read\ next
        |recommended\ for\ you|up\ next|don[’']t\ miss)\W*$
    | (?:thank\ you|thanks)\ for\ (?:subscribing|signing\ up)\b.*
    | by\ (?:entering|submitting|signing|clicking|subscribing|registering)\b.*\b(?:agree|consent
        |privacy|terms)\b.*
    | (?:leave|post|add|write)\ a\ (?:comment|reply)\W*$ | comments?\ (?:are|is)\ closed\b.*
    | your\ e-?mail\ address\ will\ not\ be\ published\b.*
    | (?:les\ også|læs\ også|läs\ (?:också|även|mer)|lees\ ook|leggi\ anche|lea\ también
        |lee\ también|te\ puede\ interesar|noticias?\ relacionadas?|à\ lire(?:\ aussi)?|lire\ aussi
        |lesen\ sie\ (?:auch|hier|dazu|mehr)|mehr\ zum\ thema|auch\ interessant
        |das\ könnte\ sie\ auch\ interessieren|ähnliche\ artikel|zum\ artikel
        |czytaj\ (?:też|także|więcej)|zobacz\ (?:też|także))(?:\W|$).*
    | download\ (?:our|the)\b.*\bapp\b.*
    | (?:we|this\ (?:site|website|page))\ uses?\ cookies\b.* | (?:accept|reject
        |manage)\ (?:all\ )?cookies\b.*
    | (?:\W|copyright|\(c\)|©)*\d{4}\b.*\ball\ rights\ reserved\b.* | all\ rights\ reserved\b.*
        | copyright\b.*
    | (?:terms\ of\ (?:use|service)|privacy\ policy)\b.* | click\ here\b.* | topics?\s*:\s.*
        | tags?\s*:\s.*
    | loading\b\W*$ | play\ video\W*$ | video\ (?:unavailable|player)\b.*
    | please\ (?:enable|turn\ on)\ javascript\b.* | (?:support|donate\ to)\ (?:us
        |our\ journalism)\b.*
    )"""
)
_CREDIT_LINE = re.compile(
    r"""(?x)^(?:
    (?:[Bb]y|BY|Words\ by|Reporting\ by|Written\ by|Story\ by|From)\s+
        \p{U}[\w.'’-]+(?:\s+(?:\p{U}[\w.'’-]*|de|von|van|der|al|bin|di|da|del))*
        (?:\s*(?:,|and|&|\|)\s*[\w.'’ -]+){0,6}
    | (?:Reporting|Editing|Additional\ reporting|Writing)\ (?:and\ writing\ )?by\b.*
    | (?i:with\ (?:files|reporting|additional\ reporting|contributions)\ (?:from|by)\b.*)
    | (?i:mit\ (?:dpa|afp|reuters|agenturmaterial|material\ (?:von|der))\b.*)
    | (?i:(?:quelle|source)\s?:\s(?=\S{2,20}$).*)
    | (?i:published|posted|updated|first\ published|last\ (?:updated|modified))\b(?:\s+(?:on
        |at))?[:\s]\s*(?=.*\d).*
    | \d+\s+min(?:ute)?s?\s+read
    | (?i:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:\d{1,2}\.?\s+)?
        (?i:january|february|march|april|may|june|july|august|september|october|november|december)
        \s+(?:\d{1,2},?\s+)?\d{4}(?:[,\s|·—-]+\d{1,2}[:.]\d{2}.*)?
    )\W*$""".replace(r"\p{U}", "[A-ZÀ-ÖØ-Þ]")
)
_CAPTION_OPENING = re.compile(
    r"""(?xi)\W*(?:
    (?:photo|photograph|picture|image|pictured|illustration|caption|file\ photo)\b
        \s*(?:[:,(]|by\b|courtesy\b)
    | (?:above|below)\s*[:(])
    """
)
_CAPTION = re.compile(
    r"""(?x)
    (?:\b(?:Photo(?:graph)?|Photos|Image|Picture|Pic|Credit|Illustration|Graphic|Video|Source)s?
        (?:\s+(?:by|credit|courtesy|via|source))?\s*[:/]\s*\S)
    | \bGetty\ Images\b | \bShutterstock\b | \biStock\b | \bAP\ Photo\b | \b(?:File|Archive
        |Handout|Courtesy)\ (?:photo|picture|image)
    | \((?:pictured|left|right|centre|center|L|R|C)\)[^.]*\.?$
    | [./]\s*(?:Reuters|AFP|EPA|DPA|PA\ Wire|Xinhua|TASS|Anadolu)\W*$
    """
)
# A caption's words, of which each but an opening one holds one.
_CAPTION_WORDS = (
    "Photo Image Pic Credit Illustration Graphic Video Source Shutterstock iStock File Archive"
    " Handout Courtesy Reuters AFP EPA DPA Wire Xinhua TASS Anadolu (pictured) (left) (right)"
    " (centre) (center) (L) (R) (C)"
).split()
# Picture libraries name their pictures in this way: no verb, every word capitalised.
_PICTURE_NOUN = re.compile(
    r"(?i)\b(?:flags?|photos?|photograph|pictures?|image|portrait|illustration|map|logo|silhouette|"
    r"graphic|skyline|ragged edges|background|concept|close-?up|aerial|stock|view|collage|sketch)\b"
)
_LOWERCASE_IN_TITLES = frozenset("a an and at by for from in of on or the to with".split())
_PICTURE_LONGEST = 600  # code points; twenty words are never longer
_ANY_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_NO_HEADING = re.compile(r"(?:[-•*–—]|\d{1,2}[:.]\d{2}\b|[A-Z]\s*:|\(|\d+[.)]\s)")
_ENDS_SENTENCE = re.compile(r"[.!,;:…]$|[.!?…,][”\"’'»)]{1,3}$")
_FINITE_VERB = re.compile(
    r"(?i)\b(?:is|are|was|were|be|has|have|had|will|would|can|could|may|might|must|should|do|does|"
    r"did|says?|said|meets?|met|gets?|goes|went|makes?|made|takes?|took|shows?|opens?|closes?|wins?|"
    r"won|loses?|lost|falls?|fell|rises?|rose|keeps?|puts?|cuts?|hits?|calls?|dies?|kills?|votes?)\b"
)

_NOTE_START = re.compile(
    r"""(?ix)^[\[(*_\s]*(?:
    (?:editor(?:ial|s|[’']s|s[’'])?|publisher(?:[’']s|s[’'])?|author[’']s|our|the\ editors?[’']?)\s+
        (?:note|comment(?:ary)?|view|take|opinion|verdict|analysis|remark|reply)\s*[:—–-]
    | (?:editor|ed|eds|publisher)\s*[:—–]
    | (?:correction|corrections?\ and\ clarifications?|clarification|erratum|disclaimer
        |disclosure|retraction
        |note\ to\ readers|a\ note\ (?:from|on|to)\b[^:.]*)\s*(?:\([^)]*\)
            |,?\s*\w+\s\d{1,2}(?:,\s*\d{4})?)?\s*[:—–-]
    | (?:this|an\ earlier\ version\ of\ this|a\ previous\ version\ of\ this)\ (?:article|story
        |report|post|piece|page|headline|text)
        \ (?:was|has\ been|had\ been|is|have\ been|incorrectly|wrongly|misstated|misidentified
            |mistakenly|said|stated|gave|contains?)\b
    | (?:the\ )?(?:views|opinions)\ (?:expressed|in\ this)\b
    | [^.:]{0,40}\bis\ (?:a|an|the)\b[^.]{0,60}\b(?:columnist|contributing\ (?:writer
        |editor))\b[^.]{0,60}\.?$
    )"""
)
_CAPITAL_LABEL = re.compile(r"^([A-Z][A-Z’'&.\- ]{2,38}[A-Z])\s*:\s")
_NOTE_WORD = re.compile(
    r"NOTE|COMMENT|ANALYSIS|OPINION|\bVIEW\b|\bTAKE\b|TAKEAWAY|VERDICT|CORRECTION|CLARIFICATION|"
    r"DISCLAIMER|TREND|FORECAST|INSIGHT|BOTTOM LINE|EDITOR|PUBLISHER|PERSPECTIVE|WHAT IT MEANS|"
    r"WHY IT MATTERS|OUTLOOK|\bWE SAY\b|POST\b"
)
_POINTER_LABEL = re.compile(
    r"^(?:READ|WATCH|SEE|MORE|RELATED|LISTEN|ALSO|DON.T MISS|VIDEO|PHOTOS)\b"
)

# A heading that readers' comments stand under, and one of them: "Sprat_62, 13:20: About time."
_COMMENTS = re.compile(
    r"(?i)^\W*(?:\d+\s+)?(?:(?:readers?[’']s?|your|latest|top|all)\s+)?(?:comments?|opinions)"
    r"\s*(?:\(\d+\))?\W*$|^\W*(?:what )?(?:our|your) readers (?:say|write|think)\W*$"
)
_COMMENT = re.compile(r"^[\w .’'@-]{2,40},?\s+\(?(?:\d{1,2}[:.]\d{2}|\d+\s+\w+\s+ago)[^:]{0,25}:\s")

_CROSS_REFERENCE = re.compile(
    r"[(\[]\s*(?:See|Read|Also|Related|More|Watch|Cf\.)(?:\s|:)", re.IGNORECASE
)
_LISTS_PIECES = re.compile(
    r"[“\"«„‘][^”\"»]*\w|(?:\b[A-Z]{2,}\b\W+){3}|https?://|"
    r"\b(?i:story|stories|article|report|related|column|page|below|above|link|here|coverage|video)\b"
)


def paragraphs(article: Article, marks: Sequence[Mark] = ()) -> tuple[Paragraph, ...]:
    """Divide an article's text into its paragraphs.

    Args:
        article: its `text` may set paragraphs apart by blank lines or one a line.
        marks: what the reader knew of the kinds, in order; they win over the words.

    Returns:
        The paragraphs in order, numbered from 1, without the white space around them; together
        they hold everything that is not white space.
    """
    spans = _spans(article.text)
    texts = [article.text[start:end] for start, end in spans]
    kinds = _kinds(texts)
    if kinds and kinds[0] == "body" and len(kinds) > 1 and _repeats(texts[0], article.title):
        kinds[0] = "heading"
    return tuple(
        Paragraph.cut(article, number, start, end, _marked(marks, start, end) or kind)
        for number, ((start, end), kind) in enumerate(zip(spans, kinds, strict=True), 1)
    )


def _repeats(text: str, title: str | None) -> bool:
    """Tell whether a first paragraph is the article's title again, whatever its marks."""
    if not title or len(text) > len(title) + _HEADING_LONGEST:
        return False
    return _ANY_WORD.findall(text.lower()) == _ANY_WORD.findall(title.lower())


def headline(text: str) -> str | None:
    """Return the first line of a text where it is set as a headline, else None."""
    spans = _spans(text)
    if len(spans) < 2:
        return None
    first = text[spans[0][0] : spans[0][1]]
    return " ".join(first.split()) if _kind(first) == "heading" else None


def is_furniture(text: str) -> bool:
    """Tell whether a paragraph is of the page or the mail that an article stands in."""
    if len(text) <= _FURNITURE_LONGEST and _FURNITURE.match(text):
        return True
    return is_mail_furniture(text)


def cross_references(article: Article, paragraph: Paragraph) -> tuple[CrossReference, ...]:
    """Find the parentheses of a paragraph that only point to other pieces."""
    text, found, behind = paragraph.text, [], 0
    if "(" not in text and "[" not in text:
        return ()
    closing: dict[int, int] | None = None
    for match in _CROSS_REFERENCE.finditer(text):
        if closing is None:
            closing = {**_brackets(text, "(", ")"), **_brackets(text, "[", "]")}
        end = closing.get(match.start())
        if match.start() < behind or end is None:
            continue
        if _LISTS_PIECES.search(text, match.end(), end):
            start = paragraph.start + match.start()
            found.append(
                CrossReference.cut(article, paragraph.number, start, paragraph.start + end)
            )
            behind = end
    return tuple(found)


def blanked(paragraph: Paragraph, references: Sequence[CrossReference]) -> str:
    """Return a paragraph's text, as long as it is, with its own of the references blanked out."""
    text = paragraph.text
    for reference in references:
        if reference.paragraph != paragraph.number:
            continue
        start, end = reference.start - paragraph.start, reference.end - paragraph.start
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _brackets(text: str, opener: str, closer: str) -> dict[int, int]:
    """Return for each bracket the offset behind the one that closes it."""
    opened: list[int] = []
    closing: dict[int, int] = {}
    for at, sign in enumerate(text):
        if sign == opener:
            opened.append(at)
        elif sign == closer and opened:
            closing[opened.pop()] = at + 1
    return closing


def _spans(text: str) -> list[tuple[int, int]]:
    borders = [0]
    for match in _BLANK_LINES.finditer(text):
        borders += [match.start(), match.end()]
    borders.append(len(text))
    spans: list[tuple[int, int]] = []
    for start, end in zip(borders[::2], borders[1::2], strict=True):
        spans.extend(_lines(text, start, end))
    return spans


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Divide a block at its line ends, unless these only wrap it."""
    lines, at = [], start
    for line in text[start:end].split("\n"):
        lines.append((at, at + len(line)))
        at += len(line) + 1
    lines = [strip(text, *line) for line in lines]
    lines = [line for line in lines if line[0] < line[1]]
    if len(lines) > 1 and _is_wrapped([text[a:b] for a, b in lines]):
        return [(lines[0][0], lines[-1][1])]
    return lines


def _is_wrapped(lines: list[str]) -> bool:
    """Tell whether lines are one paragraph broken at a column, as in mail and old text files."""
    broken = lines[:-1]
    widths = [len(line) for line in broken]
    if min(widths) < 45 or max(widths) > 120:
        return False
    open_ended = sum(not re.search(r"[.!?:;”\"»)]$", line) for line in broken)
    return max(widths) - min(widths) <= 20 and open_ended * 2 > len(broken)


def _marked(marks: Sequence[Mark], start: int, end: int) -> Kind | None:
    """Return the kind that a reader marked for most of `[start, end)`."""
    for mark in marks:
        if 2 * (min(end, mark.end) - max(start, mark.start)) > end - start:
            return mark.kind
    return None


def _kinds(texts: Sequence[str]) -> list[Kind]:
    labels = _labels(texts)
    kinds = [_labelled(text, labels) or _kind(text) for text in texts]
    for at in _readers_comments(texts):
        kinds[at] = "boilerplate"
    last = max((at for at, kind in enumerate(kinds) if kind == "body"), default=-1)
    # A heading heads something: without text behind it, it is furniture or a last line.
    return ["body" if kind == "heading" and at > last else kind for at, kind in enumerate(kinds)]


def _readers_comments(texts: Sequence[str]) -> Iterator[int]:
    """Yield where readers' comments stand: behind their heading, each with a name and a time."""
    inside = False
    for at, text in enumerate(texts):
        heads = bool(_COMMENTS.match(text))
        inside = heads or (inside and bool(_COMMENT.match(text)))
        if inside:
            yield at


def _kind(text: str) -> Kind:
    if is_furniture(text):
        return "boilerplate"
    if _NOTE_START.match(text):
        return "commentary"
    if len(text) <= _FURNITURE_LONGEST and _CREDIT_LINE.match(text):
        return "byline"
    if _is_caption(text):
        return "caption"
    return "heading" if _is_heading(text) else "body"


def _labels(texts: Sequence[str]) -> dict[str, int]:
    """Count the labels in capitals that paragraphs begin with ("TRENDPOST:")."""
    counts: dict[str, int] = {}
    for text in texts:
        match = _CAPITAL_LABEL.match(text)
        if match:
            counts[match[1]] = counts.get(match[1], 0) + 1
    return counts


def _labelled(text: str, labels: dict[str, int]) -> Kind | None:
    match = _CAPITAL_LABEL.match(text)
    if not match:
        return None
    if _POINTER_LABEL.match(match[1]) and len(text) <= _FURNITURE_LONGEST:
        return "boilerplate"
    if _NOTE_WORD.search(match[1]):
        return "commentary"
    # One label that comes back is the publisher's; several are a transcript's speakers.
    return "commentary" if len(labels) == 1 and labels[match[1]] > 1 else None


def _is_caption(text: str) -> bool:
    if len(text) <= 350 and (_CAPTION_OPENING.match(text) or _has_caption_words(text)):
        return True
    if text[-1:] in '.!?:”"' or len(text) > _PICTURE_LONGEST:
        return False
    words = _ANY_WORD.findall(text)
    if not 3 <= len(words) <= 20:
        return False
    names_a_picture = bool(_PICTURE_NOUN.search(text)) and not _FINITE_VERB.search(text)
    small = [word for word in words[1:] if word.lower() in _LOWERCASE_IN_TITLES]
    return names_a_picture and all(word[0].isupper() for word in [*small, *words[:2]])


def _has_caption_words(text: str) -> bool:
    # The words first, which are found soon; the pattern is tried at every letter.
    for word in _CAPTION_WORDS:
        if word in text:
            return _CAPTION.search(text) is not None
    return False


def _is_heading(text: str) -> bool:
    if len(text) > _HEADING_LONGEST or "\n" in text:
        return False
    if _NO_HEADING.match(text) or _ENDS_SENTENCE.search(text[-4:]):
        return False
    return bool(_ANY_WORD.search(text))
