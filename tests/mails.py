"""Writes mails for tests as mail programs send them."""

from email.message import EmailMessage


def mail(plain: str | None = None, html: str | None = None, **headers: str) -> bytes:
    """Write a mail; a header's name has `_` for `-`."""
    message = EmailMessage()
    stated = {
        "From": "The Harbour Echo <news@echo.example>",
        "To": "reader@home.example",
        "Subject": "The morning tide",
        "Date": "Wed, 04 Mar 2026 07:00:00 +0100",
        "Message-ID": "<1@echo.example>",
        **headers,
    }
    for name, value in stated.items():
        message[name.replace("_", "-")] = value
    if plain is not None:
        message.set_content(plain)
    if html is not None and plain is not None:
        message.add_alternative(html, subtype="html")
    elif html is not None:
        message.set_content(html, subtype="html")
    return message.as_bytes()


def with_attachments(*attached: tuple[str, str, bytes]) -> bytes:
    """Write a mail of two lines with attachments: content type, file's name, bytes."""
    message = EmailMessage()
    message["From"] = "Ida Lund <ida@home.example>"
    message["Subject"] = "Two for the file"
    message["Message-ID"] = "<2@home.example>"
    message.set_content("Both of these are about the quay.\n")
    for kind, name, content in attached:
        main, _, sub = kind.partition("/")
        message.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return message.as_bytes()
