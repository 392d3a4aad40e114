"""Cleans texts of training files: HTML tags out, white space normalised, Hangul composed."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

_INLINE = "a|abbr|b|big|cite|code|del|dfn|em|font|i|img|ins|kbd|label|mark|o:p|q|s|samp|small|span"
_INLINE += "|strike|strong|sub|sup|tt|u|var|wbr"
_BLOCK = "address|article|aside|blockquote|body|br|button|caption|center|col|colgroup|dd|div|dl|dt"
_BLOCK += "|fieldset|figcaption|figure|footer|form|h[1-6]|head|header|hr|html|iframe|input|legend"
_BLOCK += "|li|link|main|meta|nav|ol|option|p|pre|section|select|table|tbody|td|textarea|tfoot|th"
_BLOCK += "|thead|title|tr|ul|video|audio|source|svg|path"
# Only names of HTML count as tags: «pH<7 a>b» and «<end_of_turn>» are text.
_TAG = r"</?(?:{})(?:\s+[\w:@-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s<>\"']+))?)*\s*/?>"
_INLINE_TAG = re.compile(_TAG.format(_INLINE), re.IGNORECASE)
_BLOCK_TAG = re.compile(_TAG.format(_BLOCK), re.IGNORECASE)
_HIDDEN = re.compile(r"<!--.*?-->|<(script|style)\b[^<>]*>.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_BLANKS = re.compile(r"[^\S\n]+")
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u2060\ufeff\u00ad]")
_AROUND_LINES = re.compile(r" ?\n ?")
_LINES = re.compile(r"\n{3,}")


def clean_text(text: str) -> str:
    """Return ``text`` without HTML tags, comments and scripts, its white space normalised.

    Inline tags vanish (``CO<sub>2</sub>`` → ``CO2``), block tags become line ends, entities their
    characters. Runs of blanks become one space, runs of empty lines one empty line. Unicode is
    composed (NFC). A text that is clean already stays as it is.
    """
    text = _HIDDEN.sub(" ", text)
    text = _BLOCK_TAG.sub("\n", _INLINE_TAG.sub("", text))
    text = unicodedata.normalize("NFC", html.unescape(text))
    text = _BLANKS.sub(" ", _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    return _LINES.sub("\n\n", _AROUND_LINES.sub("\n", text)).strip()


def clean_record(value: Any) -> Any:
    """Return ``value`` with every text in it cleaned; keys and all else stay."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, Mapping):
        return {key: clean_record(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [clean_record(inner) for inner in value]
    return value
