"""Mails, newsletters and mailboxes become drafts of what they tell."""

import datetime as dt
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mails import mail, with_attachments
from reading import TODAY, items_of, read_one, refusal

from index.article import Article, Draft
from index.clean import paragraphs
from index.errors import SourceError

STORY = (
    "Dockers in Port Ellery went back to work on Wednesday after nine days of strike, their union "
    "said. The port had lost 3.4 million euros."
)
NEWSLETTER = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>x</title>
<style>.a {{color: red}}</style></head><body class="newsletter">
<div style="display:none;max-height:0">Dockers go back &zwnj;&nbsp;&zwnj;</div>
<table role="presentation"><tr><td><table class="email-container">
<tr><td style="font-size:0px">
<a href="https://echo.example/mail/tide-4?utm_source=mail&amp;e=abc">View this email in your
browser</a>
</td></tr>
<tr><td><h2>Dock strike ends</h2><p>{STORY}</p><p>“We got what we asked for,” said
Mara Ostrov.<br><br>The port did <s>not</s> comment.</p>
<a href="https://click.e.example/1">Read more</a></td></tr>
<tr><td><table><tr><td><h3>Ferry fares rise</h3>A crossing will cost 12 euros from April.</td>
<td><h3>Library reopens</h3>The town library opens its doors again.</td></tr></table></td></tr>
<tr><td><table><tr><th>Year</th><th>Jobs</th></tr><tr><td>2024</td><td>214</td></tr>
<tr><td>2025</td><td>241</td></tr></table></td></tr>
<tr><td class="footer"><p>Was this email forwarded to you? <a href="s">Sign up here</a>.</p>
<p>You are receiving this email because you signed up on our website.</p>
<p>Harbour Echo Media, 12 Quay Street, Port Ellery</p>
<p><a href="u">Unsubscribe</a> | <a href="m">Manage preferences</a></p></td></tr>
</table></td></tr></table></body></html>"""


def kinds(draft: Draft) -> list[tuple[str, str]]:
    article = Article("a", None, None, None, None, draft.text)
    return [(p.kind, p.text) for p in paragraphs(article, draft.marks)]


def of_kind(draft: Draft, kind: str) -> list[str]:
    return [text for found, text in kinds(draft) if found == kind]


def test_a_newsletter_is_one_article_and_its_furniture_boilerplate() -> None:
    draft = read_one(mail("View in your browser: https://x.example\n\nUnsubscribe", NEWSLETTER))
    assert (draft.title, draft.outlet) == ("The morning tide", "The Harbour Echo")
    assert draft.date == dt.date(2026, 3, 4)
    assert draft.url == "https://echo.example/mail/tide-4"
    assert kinds(draft) == [
        ("boilerplate", "View this email in your browser"),
        ("heading", "Dock strike ends"),
        ("body", STORY),
        ("body", "“We got what we asked for,” said Mara Ostrov."),
        ("body", "The port did comment."),
        ("boilerplate", "Read more"),
        ("heading", "Ferry fares rise"),
        ("body", "A crossing will cost 12 euros from April."),
        ("heading", "Library reopens"),
        ("body", "The town library opens its doors again."),
        ("body", "Year | Jobs"),
        ("body", "2024 | 214"),
        ("body", "2025 | 241"),
        ("boilerplate", "Was this email forwarded to you? Sign up here."),
        ("boilerplate", "You are receiving this email because you signed up on our website."),
        ("boilerplate", "Harbour Echo Media, 12 Quay Street, Port Ellery"),
        ("boilerplate", "Unsubscribe | Manage preferences"),
    ]


def test_the_plain_text_is_read_where_the_html_is_a_picture() -> None:
    draft = read_one(mail(f"{STORY}\n\nNobody else spoke of it on Wednesday.", "<img src='a.png'>"))
    assert of_kind(draft, "body") == [STORY, "Nobody else spoke of it on Wednesday."]


def test_plain_text_is_unwrapped_and_freed_of_links_signature_and_quotes() -> None:
    text = (
        "Dockers in Port Ellery went back to work on Wednesday after nine days\n"
        "of strike, their union said <https://click.e.example/1>. The port lost\n"
        "money.\n"
        "It did not say how much.\n"
        "\n"
        "https://echo.example/a-page\n"
        "=====================\n"
        "* Ferry fares rise (https://echo.example/fares)\n"
        "* Library reopens\n"
        "\n"
        "On Tue, 3 Mar 2026 at 09:00, Jonas Weir <jonas@home.example> wrote:\n"
        "> What became of the strike?\n"
        "> I heard nothing.\n"
        "\n"
        "-- \n"
        "Ida Lund, Harbour Echo\n"
    )
    assert read_one(mail(text)).text == (
        "Dockers in Port Ellery went back to work on Wednesday after nine days of strike, their "
        "union said. The port lost money.\nIt did not say how much.\n\n"
        "* Ferry fares rise\n* Library reopens"
    )


def test_flowed_text_is_joined_at_its_blanks() -> None:
    raw = (
        b"From: Ida Lund <ida@home.example>\nMIME-Version: 1.0\nSubject: Quay\n"
        b"Content-Type: text/plain; charset=utf-8; format=flowed\n\n"
        b"The quay needs \nseventeen new piles, she \nsaid.\n From here on it rains.\n"
        b"> quoted words \n> of another\n-- \nIda\n"
    )
    assert read_one(raw).text == (
        "The quay needs seventeen new piles, she said.\nFrom here on it rains."
    )


def test_flowed_text_with_delsp_loses_its_blanks() -> None:
    raw = (
        b"MIME-Version: 1.0\nSubject: x\n"
        b"Content-Type: text/plain; format=flowed; delsp=yes\n\nhar \nbour  \nmaster\n"
    )
    assert read_one(raw).text == "harbour master"


def test_html_quotes_and_signatures_are_left_out() -> None:
    page = (
        f"<div>{STORY}</div><div class='gmail_quote'><div class='gmail_attr'>On Tue Ida Lund "
        "wrote:</div><blockquote>What became of it, and who said so?</blockquote></div>"
        "<div class='gmail_signature'>Jonas Weir</div>"
    )
    assert read_one(mail(html=page)).text == STORY


@pytest.mark.parametrize(
    "forwarded",
    [
        "Begin forwarded message:\n\n> From: The Post <p@post.example>\n> Subject: Strike ends\n"
        f"> Date: 2 March 2026\n> To: a@home.example\n> \n> {STORY}\n",
        "---------- Forwarded message ---------\nFrom: The Post <p@post.example>\n"
        f"Date: 2 March 2026\nSubject: Strike ends\nTo: <a@home.example>\n\n{STORY}\n",
    ],
)
def test_a_forwarded_mail_is_that_mail(forwarded: str) -> None:
    draft = read_one(mail(f"For you.\n\n{forwarded}", Subject="Fwd: Strike ends"))
    assert (draft.text, draft.title) == (STORY, "Strike ends")
    assert (draft.outlet, draft.date) == ("The Post", dt.date(2026, 3, 2))


def test_a_forwarded_html_mail_is_that_mail() -> None:
    page = (
        "<div>For you.</div><div class='gmail_quote'><div class='gmail_attr'>---------- Forwarded "
        "message ---------<br>From: <b>The Post</b> &lt;p@post.example&gt;<br>Date: 2 March "
        f"2026<br>Subject: Strike ends<br>To: a@home.example<br></div><p>{STORY}</p></div>"
    )
    draft = read_one(mail(html=page, Subject="FW: Strike ends"))
    assert (draft.text, draft.title, draft.outlet) == (STORY, "Strike ends", "The Post")


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("=?utf-8?B?TcO2bGxlciBrbGFndA==?=", "Möller klagt"),
        ("=?iso-8859-1?Q?M=F6ller?= klagt", "Möller klagt"),
        ("=?utf-8?Q?M=C3?= =?utf-8?Q?=B6ller?=", "Möller"),
        ("Fwd: RE: fw: Strike ends", "Strike ends"),
        ("=?nonsense?Q?a?=", "a"),
        ("Strike\n ends", "Strike ends"),
    ],
)
def test_subjects_are_decoded(subject: str, title: str) -> None:
    assert read_one(f"Subject: {subject}\nMessage-ID: <1@e>\n\n{STORY}").title == title


def test_a_subject_in_bare_utf8_is_read() -> None:
    assert read_one(f"MIME-Version: 1.0\nSubject: Möller klagt\n\n{STORY}").title == "Möller klagt"


@pytest.mark.parametrize("charset", ["iso-2022-jp", "shift_jis", "utf-8"])
def test_a_part_is_decoded_as_it_says(charset: str) -> None:
    words = "港湾労働者は水曜日に仕事に戻った。"
    raw = f"MIME-Version: 1.0\nContent-Type: text/plain; charset={charset}\n\n".encode()
    assert read_one(raw + words.encode(charset)).text == words


@pytest.mark.parametrize(
    ("headers", "url"),
    [
        ({"List_Post": "<https://tide.example/p/strike-ends>"}, "https://tide.example/p/strike-ends"),
        ({"Archived_At": "<https://l.example/42>", "List_Post": "<mailto:l@l.example>"},
         "https://l.example/42"),
        ({"List_Post": "<https://tide.example>"}, None),
        ({"List_Post": "<https://click.tide.example/ls/click?upn=x>"}, None),
        ({}, None),
    ],
)  # fmt: skip
def test_the_address_is_of_the_page_and_counts_no_clicks(
    headers: dict[str, str], url: str | None
) -> None:
    assert read_one(mail(STORY, **headers)).url == url


def test_a_link_to_click_on_in_plain_text_is_the_address() -> None:
    text = f"View this email in your browser:\nhttps://e.example/m/4?utm_source=x\n\n{STORY}\n"
    assert read_one(mail(text)).url == "https://e.example/m/4"


def test_a_later_date_is_none() -> None:
    assert read_one(mail(STORY, Date="Wed, 04 Mar 2027 07:00:00 +0100")).date is None


def test_attachments_are_articles_and_pictures_are_none() -> None:
    raw = with_attachments(
        ("text/plain", "../quay.txt", STORY.encode()),
        ("image/png", "a.png", b"\x89PNG\r\n\x1a\n"),
        ("application/octet-stream", "p.bin", bytes(range(256)) * 9),
        ("text/html", "page.html", f"<html><body><p>{STORY}</p></body></html>".encode()),
        ("application/pkcs7-signature", "smime.p7s", b"0\x80"),
    )
    items = items_of(raw, "m.eml")
    assert [item.source for item in items] == ["m.eml", "m.eml/quay.txt", "m.eml/page.html"]
    texts = [item.text for item in items if isinstance(item, Draft)]
    assert texts == ["Both of these are about the quay.", STORY, STORY]


def test_an_attached_mail_is_a_mail() -> None:
    raw = (
        b"MIME-Version: 1.0\nSubject: one\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
        b"Content-Type: text/plain\n\nSee what came today.\n--b\nContent-Type: message/rfc822\n\n"
        b"Subject: two\nFrom: The Post <p@post.example>\n\nIt rained all day.\n--b--\n"
    )
    one, two = items_of(raw, "m.eml")
    assert isinstance(one, Draft)
    assert isinstance(two, Draft)
    assert (two.text, two.title, two.outlet) == ("It rained all day.", "two", "The Post")


def test_a_mailbox_gives_each_mail_or_its_fault() -> None:
    box = (
        b"From a@e.example Wed Mar  4 07:00:00 2026\n" + mail(STORY + "\n>From here on.\n")
        + b"\nFrom b@e.example Thu Mar  5 07:00:00 2026\n" + mail(html="<img src='x.png'>")
        + b"\nFrom c@e.example Fri Mar  6 07:00:00 2026\n" + mail("It rained all day.")
    )  # fmt: skip
    for raw in (box, box.replace(b"\n", b"\r\n")):
        items = items_of(raw, "in.mbox")
        assert [item.source for item in items] == ["in.mbox:1", "in.mbox:2", "in.mbox:3"]
        first, second, third = items
        assert isinstance(first, Draft)
        assert isinstance(second, SourceError)
        assert isinstance(third, Draft)
        assert first.text.endswith("From here on.")
        assert third.text == "It rained all day."


def test_mails_of_a_mailbox_that_name_one_page_stay_apart() -> None:
    one = mail(STORY, List_Post="<https://l.example/list/posts>")
    two = mail("It rained all day.", List_Post="<https://l.example/list/posts>")
    box = b"".join(b"From a@e.example Wed Mar  4 07:00:00 2026\n" + m + b"\n\n" for m in (one, two))
    urls = [item.url for item in items_of(box, "in.mbox") if isinstance(item, Draft)]
    assert urls == ["https://l.example/list/posts", None]


def test_a_mail_of_nothing_is_refused_in_one_sentence() -> None:
    assert refusal(mail(html="<img src='x.png'>")) == (
        "No article text was found in a.txt: copy the article's words into a text file "
        "and add that."
    )


def test_letters_that_begin_like_headers_are_no_mails() -> None:
    text = "From: a reader in Port Ellery\n\nThe quay needs seventeen new piles, it was said.\n"
    assert read_one(text).text == text


@pytest.mark.parametrize(
    "line",
    [
        "Unsubscribe rates rose by a tenth, the company said.",
        "This email was sent by the mayor on Monday, the court heard.",
        "You are receiving less than you were promised, she told them.",
        "No images of the fire were released.",
        "Manage the harbour better, the council was told.",
        "The forwarded letter was read out in court.",
        "Terms of trade",
        "Help",
    ],
)
def test_sentences_about_mails_are_no_furniture(line: str) -> None:
    draft = read_one(f"It rained all day, the harbour office said.\n\n{line}\n\nIt rained on.")
    assert ("boilerplate", line) not in kinds(draft)


@pytest.mark.parametrize(
    "line",
    [
        "View in browser",
        "View this email in your browser",
        "Having trouble viewing this email? Click here.",
        "Read online | Unsubscribe | Privacy Policy",
        "Unsubscribe from this list",
        "Update your email preferences or unsubscribe here",
        "Forwarded this email? Subscribe here for more",
        "Was this forwarded to you by a friend? Sign up.",
        "Forward to a friend",
        "You received this email because you are a member.",
        "This email was sent to reader@home.example.",
        "Our mailing address is: 12 Quay Street, Port Ellery",
        "If you no longer wish to receive these emails, you may unsubscribe at any time.",
        "Don't want these emails? Change what you get.",
        "Please add news@echo.example to your address book.",
        "Sent with Mailchimp",
        "Facebook | Twitter | Instagram",
        "Newsletter abbestellen",
    ],
)
def test_furniture_of_newsletters_is_boilerplate(line: str) -> None:
    draft = read_one(f"It rained all day, the harbour office said.\n\n{line}\n\nIt rained on.")
    assert ("boilerplate", line) in kinds(draft)


def hostile() -> dict[str, bytes]:
    nested = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3000)
    )
    head = b"MIME-Version: 1.0\nSubject: x\n"
    page = head + b"Content-Type: text/html\n\n"
    return {
        "parameters": head + b"Content-Type: text/plain; " + b"a*0=b; a=c; " * 900 + b"\n\nwords",
        "a boundary of pieces": head
        + b"Content-Type: multipart/mixed; boundary=a; boundary*0=b\n\n--a\n\nwords\n--a--\n",
        "a name of pieces": head
        + b"Content-Type: text/plain; name=a; name*0=b\n\nwords of the harbour",
        "nested parts": head + nested + b"\nwords\n" * 9,
        "nested mails": head + b"Content-Type: message/rfc822\n\nSubject: a\n" * 3000,
        "brackets": head + b"From: " + b"(" * 50_000 + b"\n\nwords",
        "quotation marks": head + b"From: " + b'"' * 50_001 + b"\n\nwords",
        "addresses": head + b"From: " + b"a," * 50_000 + b"\n\nwords",
        "encoded words": head + b"From: " + b"=?utf-8?q?a?=" * 9_000 + b"\n\nwords",
        "comments": page + b"<!--" * 200_000,
        "open tags": page + b"<a b='" * 200_000,
        "tables": page + b"<table><tr><td>a" * 50_000,
        "divisions": page + b"<div>" * 200_000 + b"words",
        "breaks": page + b"a<br>" * 100_000,
        "quotes": head + b"\n" + b">" * 1_000_000 + b" words",
        "blanks": head + b"\n" + b" \n" * 500_000 + b"words",
        "links": head + b"\n" + b"[" * 200_000 + b"](http://a.example" * 50,
    }


@pytest.mark.parametrize("name", hostile())
def test_hostile_mails_end_soon(name: str) -> None:
    began = time.process_time()
    for item in items_of(hostile()[name], "a.eml"):
        assert isinstance(item, Draft | SourceError)
    assert time.process_time() - began < 10


@given(st.data())
def test_damaged_mails_become_drafts_or_faults(data: st.DataObject) -> None:
    raw = bytearray(data.draw(st.sampled_from(SOUND)))
    for place in data.draw(st.lists(st.integers(0, len(raw) - 1), max_size=8)):
        raw[place] ^= 1 << data.draw(st.integers(0, 7))
    cut = bytes(raw[: data.draw(st.integers(0, len(raw)))])
    for item in items_of(cut, "a.eml"):
        assert isinstance(item, Draft | SourceError)
        if isinstance(item, Draft):
            assert item.text.strip()
            assert item.date is None or item.date <= TODAY


SOUND = [
    mail("View in browser: https://x.example/a\n\nUnsubscribe", NEWSLETTER),
    with_attachments(("text/plain", "q.txt", STORY.encode()), ("image/png", "a.png", b"\x89PNG")),
    b"From a@e.example Wed Mar  4 07:00:00 2026\n" + mail(STORY) + b"\n\n",
]
