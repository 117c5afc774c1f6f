"""Finds addresses in a sentence that its passages do not have: an article told to add them."""

import re

# Other signs than "." that are shown as one are taken for it by people, and by some programs.
_DOT = "[.\u2024\u3002\uff0e\uff61]"
_ADDRESS = re.compile(
    rf"[^\s“”\"'()<>\[\]]+@[^\s“”\"'()<>\[\]]+|\b\w+:(?://)?[^\W\d_][^\s“”\"'()<>\[\]]*"
    rf"|(?<![\w.])[^\W_][\w-]*(?:{_DOT}[\w-]+)*{_DOT}[^\W\d_]{{2,}}\b(?:/[^\s“”\"'()<>\[\]]*)?"
)


def address_fault(text: str, ground: str) -> str:
    """Say which address of a text its ground does not have."""
    there = ground.lower()
    for found in _ADDRESS.finditer(text):
        address = found[0].rstrip(".,;:!?…")
        if address.lower() not in there:
            return f"the address {address} does not stand in what it cites"
    return ""
