"""How much of an element's wording a product text says: for parts, steps, properties and the like.

Such elements are phrases («상기 용기의 중량을 측정하는 센서»), not names. Their terms, the glossary's
concepts and the words between them, are looked for in the product text one by one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from evidence.glossary import Glossary
from evidence.products import Mention, Reading, mention_at
from evidence.quantities import find_quantities
from evidence.spelling import Canonical

HEAD_WEIGHT = 2.0
"""Weight of the last concept beside the others': a Korean phrase ends with its head noun."""
WORD_WEIGHT = 0.5
"""Weight of a word that the glossary does not know."""

WIDER_SHARE = 0.6
"""How much of a term's weight counts where the text names it by a wider name."""

_WORD = re.compile(r"[가-힣]+|[A-Za-z][A-Za-z\d]*")
_ENDING = re.compile(
    r"(?:으로부터|로부터|에서의|에서는|으로써|으로서|로써|로서|에서|에게|까지|부터|으로|하여|되어|하고|되고|하며|되며|하는|되는|하도록|되도록"
    r"|시키는|시킨|된|한|할|될|하기|되기|함|됨|을|를|은|는|이|가|의|에|로|와|과|도|만|인)$"
)
_EMPTY = re.compile(
    r"상기|하기|제|제1|제2|제3|및|또는|또한|이를|이의|그의|그|각|각각|하나"
    r"|이상|이하|미만|초과|내지|중|중에서|복수|복수의|적어도|포함|함유|구비|구성"
    r"|이용|사용|통해|통하여|위한|위해|대한|대하여|따라|따른|의해|의하여|형성|제공"
    r"|수행|설치|배치|배열|마련|단계|공정|방법|장치|시스템|부|것|특징|성분|화합물"
    r"|조성물|조성|갖는|가지는|있는|없는|되는|하는|여부|정도|방식|타입|형태|구조"
    r"|기반|관한|으로|에서"
)
"""Words that say nothing of a thing."""
_LIGHT = re.compile(
    rf"(?:(?:{_EMPTY.pattern})|제형|유형|제제|제품|물품|기기|기계|기구|설비|제조|생산|화장료|컴퓨터|구현)+$"
)
"""Words that say nothing of which kind of product it is."""
_AIMED = re.compile(
    r"^항(?=[가-힣]{2})|(?<=[가-힣]{2})(?:억제|완화|개선|예방|치료|증진|촉진|향상|강화|감소|방지)?용$"
)
_EFFECT = re.compile(
    r"(?:예방|개선|치료|완화|억제|방지|증진|촉진|향상|감소|강화|보조|유지|회복|저해|증가|감퇴|경감|케어|관리|질환|질병|증상|기능|효과|활성|효능"
    r"|상태|작용|성장|건강|약학|화장료|식품|기인|관련|유발|원인)+(?:성)?(?:용)?"
)
"""What a use does to what it is about, and words that every use has."""


@dataclass(frozen=True)
class Term:
    """One thing or word of an element."""

    text: str
    concept: str = ""
    """Id of the glossary's concept; empty for a word."""
    weight: float = 1.0


@dataclass(frozen=True)
class Overlap:
    """What of an element's terms a product text says."""

    share: float
    """Weight of the terms that are said, 0 to 1; 0 for an element without terms."""
    head: bool
    """Whether the head is said."""
    said: tuple[Mention, ...]
    """Mentions of the element's concepts that are neither negated nor open."""
    negated: tuple[Mention, ...]
    """Mentions of concepts that the text says only to negate."""
    undecided: tuple[Mention, ...] = ()
    """Mentions of concepts that the text leaves open."""
    head_denied: Mention | None = None
    """The head, where the text says it only to negate it."""


def terms(text: str, glossary: Glossary) -> tuple[Term, ...]:
    """Return the terms of an element, in order; the last concept is the head."""
    hits = [h for h in glossary.find(text) if not _EMPTY.fullmatch(h.text)]
    taken = [(h.start, h.end) for h in hits]
    taken += [(q.start, q.end) for q in find_quantities(text)]
    found = [(h.start, Term(h.text, h.concept.id)) for h in hits]
    for match in _WORD.finditer(text):
        start, end = match.span()
        if any(a < end and start < b for a, b in taken):
            continue
        word = _ENDING.sub("", match.group())
        if len(word) >= 2 and not _EMPTY.fullmatch(word):
            found.append((start, Term(word, weight=WORD_WEIGHT)))
    ordered = [term for _, term in sorted(found, key=lambda pair: pair[0])]
    last = max((i for i, t in enumerate(ordered) if t.concept), default=len(ordered) - 1)
    return tuple(
        Term(t.text, t.concept, HEAD_WEIGHT if i == last else t.weight)
        for i, t in enumerate(ordered)
    )


def said_words(text: str) -> tuple[Term, ...]:
    """Return the words of an element that say something, whatever the glossary calls them."""
    found = (_ENDING.sub("", match.group()) for match in _WORD.finditer(text))
    return tuple(Term(w, weight=WORD_WEIGHT) for w in found if len(w) >= 2 and not _LIGHT.match(w))


def aims(text: str) -> tuple[Term, ...]:
    """Return what a use is about, without what is done to it: «염증» of «염증 예방 또는 개선용»."""
    found = []
    for match in _WORD.finditer(text):
        word = _AIMED.sub("", _ENDING.sub("", match.group()))
        if len(word) >= 2 and not _EMPTY.fullmatch(word) and not _EFFECT.fullmatch(word):
            found.append(Term(word, weight=WORD_WEIGHT))
    return tuple(found)


def overlap(wanted: Sequence[Term], reading: Reading, glossary: Glossary) -> Overlap:
    """Return what of an element's terms a product text says, and what it negates."""
    canonical = glossary.speller.canonical(reading.text)
    weight = sum(term.weight for term in wanted)
    got, head = 0.0, False
    said: list[Mention] = []
    negated: list[Mention] = []
    undecided: list[Mention] = []
    head_denied: Mention | None = None
    for term in wanted:
        mine = [m for m in reading.mentions if _names(m, term.concept, glossary)]
        sure = [m for m in mine if not m.negated and not m.undecided]
        denied = [m for m in mine if m.negated]
        share = 0.0
        if sure:
            said.append(sure[0])
            share = 1.0
        elif denied:
            negated.append(denied[0])
            head_denied = denied[0] if term.weight == HEAD_WEIGHT else head_denied
        elif mine:
            undecided.append(mine[0])
        elif spelt := _spelt(term, canonical, reading, glossary):
            if spelt.negated:
                negated.append(spelt)
                head_denied = spelt if term.weight == HEAD_WEIGHT else head_denied
            elif not spelt.undecided:
                share = 1.0
                if term.concept:
                    said.append(spelt)
        elif wider := _wider(term, reading, glossary):
            said.append(wider)
            share = WIDER_SHARE
        got += share * term.weight
        head = head or (share > 0 and term.weight == HEAD_WEIGHT)
    return Overlap(
        got / weight if weight else 0.0, head, tuple(said), tuple(negated), tuple(undecided)
    )


def _names(mention: Mention, concept: str, glossary: Glossary) -> bool:
    return bool(concept) and (
        mention.concept is not None and glossary.is_a(mention.concept.id, concept)
    )


def _spelt(
    term: Term, canonical: Canonical, reading: Reading, glossary: Glossary
) -> Mention | None:
    """Return the place where a term stands as it is, e.g. within a longer word."""
    key = glossary.speller.key(term.text)
    at = canonical.text.find(key) if len(key) >= 2 + bool(term.concept) else -1
    if at < 0:
        return None
    start, end = canonical.origin(at, at + len(key))
    return mention_at(reading, start, end)


def _wider(term: Term, reading: Reading, glossary: Glossary) -> Mention | None:
    """Return a mention of a thing by a wider name: 팬 for 송풍팬."""
    for mention in reading.mentions:
        if mention.concept is None or mention.negated or mention.undecided:
            continue
        if mention.concept.kind in ("part", "step") and glossary.is_a(
            term.concept, mention.concept.id
        ):
            return mention
    return None
