"""Which requests the page takes."""

import pytest

from index.page.callers import refusal

ITS_OWN = {"host": "127.0.0.1:7860"}


@pytest.mark.parametrize(
    "headers",
    [
        ITS_OWN,  # a program
        {"host": "localhost:7860", "origin": "http://localhost:7860"},
        {"host": "127.0.0.1:7860", "origin": "http://localhost:7860"},
        {"host": "[::1]:7860", "origin": "http://[::1]:7860"},
        {"host": "192.168.1.4", "origin": "http://192.168.1.4"},
        {**ITS_OWN, "sec-fetch-site": "same-origin", "origin": "https://news.example"},
        {**ITS_OWN, "x-forwarded-host": "news.example", "origin": "https://news.example"},
        {**ITS_OWN, "sec-fetch-site": "none", "sec-fetch-mode": "navigate"},
    ],
)
def test_the_page_itself_and_programs_are_answered(headers: dict[str, str]) -> None:
    assert refusal("POST", headers, ()) is None


@pytest.mark.parametrize(
    "headers",
    [
        {**ITS_OWN, "sec-fetch-site": "cross-site", "sec-fetch-mode": "cors"},
        {**ITS_OWN, "sec-fetch-site": "same-site"},  # another program's page on this machine
        {**ITS_OWN, "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"},  # a form
        {**ITS_OWN, "origin": "https://evil.example"},
        {**ITS_OWN, "origin": "http://203.0.113.5"},
        {**ITS_OWN, "origin": "null"},
        {**ITS_OWN, "origin": "http://[evil"},
        {"host": "", "origin": "null"},
    ],
)
def test_another_site_s_page_is_not(headers: dict[str, str]) -> None:
    told = refusal("POST", headers, None)
    assert told is not None
    assert "another site" in told


def test_a_link_on_another_site_s_page_may_be_followed() -> None:
    followed = {**ITS_OWN, "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    assert refusal("GET", followed, ()) is None


def test_a_name_that_was_led_here_is_unknown_unless_people_sign_in() -> None:
    rebound = {"host": "evil.example:7860", "origin": "http://evil.example:7860"}
    told = refusal("POST", rebound, ())
    assert told is not None
    assert "BYLINE_SERVER_NAMES=evil.example" in told
    assert refusal("POST", rebound, None) is None
    assert refusal("POST", rebound, ("evil.example",)) is None
