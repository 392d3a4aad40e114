"""Text pairs the embedder is trained on, and queries it is measured on.

Both come from this project's own data: the glossary and the sample patents, training pairs from
the train split only (``finetune/split.py``). The queries are made by another route than the
pairs: other sentences, and a kind of a claimed genus instead of its name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random

from evidence.claims import independent_claims
from evidence.glossary import Concept, Glossary
from graph.schema import Claim, Patent

PARENT_SHARE = 0.15
"""Share of the concept pairs that join a name with a parent's name instead of a synonym."""

SPELLED_OUT_SHARE = 0.5
"""Share of the everyday sentences followed by all names of what they name, as in a search."""

_INGREDIENTS = ("substance", "class", "part", "material", "software", "step")

_PRODUCT_SENTENCES = (
    "{names} {function} {form}",
    "{names} 함유 {function} {form}",
    "{function} {form} ({names})",
    "{names}을 넣은 {form}",
    "{names} 들어간 {function} {form} 개발 중",
    "{form}: {names}, {function}",
)
_CLAIM_SENTENCES = (
    "{names}를 포함하는 것을 특징으로 하는 {function}용 {form}.",
    "{names}을 유효성분으로 함유하는 {function} {form} 조성물.",
    "{form}에 있어서, {names}를 포함하는 {function} {form}.",
    "{names}; 를 포함하고, {function}을 위한 {form}.",
)
_QUERY_SENTENCES = (
    "{names} 쓰는 {form} 만들려고 합니다 {function}",
    "신제품 {function} {form}, 주요 구성은 {names}",
    "우리 {form}에는 {names}이 들어가요. {function} 목적이에요",
    "{form} 기획안: {names} 적용",
)


@dataclass(frozen=True)
class TextPair:
    """Two texts that mean the same; no other pair of ``group`` may be their negative."""

    group: str
    query: str
    document: str


@dataclass(frozen=True)
class EverydayQuery:
    """A product in everyday words, and the patent it was made from."""

    text: str
    number: str


def claim_text(claim: Claim) -> str:
    """Return the text of a claim as the index embeds it."""
    return f"{claim.title}\n{claim.text}"


def training_pairs(
    patents: Iterable[Patent], glossary: Glossary, rounds: int, seed: int
) -> list[TextPair]:
    """Return ``rounds`` shuffled rounds of pairs, each round with every group once.

    A round holds one pair a concept (two of its names, or a name and a parent's), one made-up
    composition a concept, and two pairs a claim (title or abstract, and an everyday sentence).
    """
    random = Random(seed)
    claims = [(patent, claim) for patent in patents for claim in independent_claims(patent)]
    concepts = list(glossary.concepts.values())
    stock = _Stock(
        ingredients=[c for c in concepts if c.kind in _INGREDIENTS],
        forms=[c for c in concepts if c.kind == "form"],
        functions=[c for c in concepts if c.kind == "function"],
    )
    pairs: list[TextPair] = []
    for _ in range(rounds):
        round_pairs = [_names_pair(concept, glossary, random) for concept in concepts]
        round_pairs += [_composition(concept, stock, random) for concept in concepts]
        for patent, claim in claims:
            heading = random.choice((patent.title, patent.abstract or patent.title))
            round_pairs.append(TextPair(patent.number, heading, claim_text(claim)))
            said = _everyday(claim, glossary, random, _PRODUCT_SENTENCES, kinds_of=None)
            if random.random() < SPELLED_OUT_SHARE:
                said = _spelled_out(said, glossary)
            round_pairs.append(TextPair(patent.number, said, claim_text(claim)))
        random.shuffle(round_pairs)
        pairs += round_pairs
    return pairs


def everyday_queries(
    patents: Iterable[Patent], glossary: Glossary, each: int, seed: int
) -> list[EverydayQuery]:
    """Return ``each`` queries an independent claim: its facts in a product maker's words."""
    random = Random(seed)
    kinds_of: dict[str, list[Concept]] = defaultdict(list)
    for concept in glossary.concepts.values():
        for above in sorted(glossary.ancestors(concept.id)):
            kinds_of[above].append(concept)
    return [
        EverydayQuery(
            _everyday(claim, glossary, random, _QUERY_SENTENCES, kinds_of=kinds_of), patent.number
        )
        for patent in patents
        for claim in independent_claims(patent)
        for _ in range(each)
    ]


def _names_pair(concept: Concept, glossary: Glossary, random: Random) -> TextPair:
    one = random.choice(concept.names)
    if concept.parents and (len(concept.names) == 1 or random.random() < PARENT_SHARE):
        other = random.choice(glossary.names(random.choice(concept.parents)))
    else:
        other = random.choice([name for name in concept.names if name != one] or [one])
    return TextPair(concept.id, one, other)


def _spelled_out(text: str, glossary: Glossary) -> str:
    concepts = dict.fromkeys(hit.concept for hit in glossary.find(text))
    return " ".join((text, *(name for concept in concepts for name in concept.names)))


@dataclass(frozen=True)
class _Stock:
    """What compositions are made up of."""

    ingredients: Sequence[Concept]
    forms: Sequence[Concept]
    functions: Sequence[Concept]


def _composition(concept: Concept, stock: _Stock, random: Random) -> TextPair:
    """Return a made-up product with ``concept`` in it, and a claim on the same things."""
    parts = [concept, *random.sample(stock.ingredients, random.randint(0, 2))]
    random.shuffle(parts)
    form = random.choice(stock.forms)
    function = random.choice(stock.functions)
    product, claim = (
        random.choice(sentences).format(
            names=join.join(random.choice(part.names) for part in parts),
            form=random.choice(form.names),
            function=random.choice(function.names),
        )
        for sentences, join in ((_PRODUCT_SENTENCES, " "), (_CLAIM_SENTENCES, " 및 "))
    )
    return TextPair(concept.id, product, claim)


def _everyday(
    claim: Claim,
    glossary: Glossary,
    random: Random,
    sentences: Sequence[str],
    kinds_of: dict[str, list[Concept]] | None,
) -> str:
    """Return the claim's concepts under other names, in a sentence; the title if it has none.

    With ``kinds_of`` a class is said by the name of one of its kinds.
    """
    found = {hit.concept.id: hit.concept for hit in glossary.find(claim_text(claim))}
    by_kind: dict[str, list[str]] = defaultdict(list)
    for concept in found.values():
        said = concept
        if kinds_of and concept.kind == "class" and kinds_of[concept.id]:
            said = random.choice(kinds_of[concept.id])
        others = [name for name in said.names if name not in claim.text]
        by_kind[concept.kind].append(random.choice(others or list(said.names)))
    names = [name for kind in _INGREDIENTS for name in by_kind[kind]]
    if not names:
        return claim.title
    random.shuffle(names)
    # A person names a few things, not every limitation.
    return " ".join(
        random.choice(sentences)
        .format(
            names=", ".join(names[: random.randint(1, 4)]),
            form=random.choice(by_kind["form"] or ["제품"]),
            function=random.choice(by_kind["function"] or [""]),
        )
        .split()
    )
