"""The fewest facts that would settle what is open, the most decisive first.

A fact is asked once for all patents that wait for it: the amount of one ingredient, the form of
the product, what an ambiguous name stands for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from evidence.chart_check import founded, names_of, quote
from evidence.chart_words import asks_for_absence, claimed_amount, element_name, rules
from evidence.claims import is_closed
from evidence.particles import settle
from evidence.risk import claim_level, rank
from evidence.rules import READ_AS, TOLD
from graph.ports import Reader
from graph.schema import Comparison, Match, PatentRisk, Product, Question

MAX_QUESTIONS = 7
PER_PATENT = 3
"""Facts asked for one patent: one "no" settles it, so more would only be worth asking later."""
WATCHED = 0.25
"""Weight of a pending application: it is not counted in the overall level."""
FIRST_OF_ALL = "어떤 종류의 제품이며, 주요 성분이나 구성은 무엇입니까?"

Key = tuple[str, ...]


@dataclass
class Fact:
    """What the product text leaves open, with every row that waits for it."""

    key: Key
    rows: list[tuple[PatentRisk, Comparison]] = field(default_factory=list)

    def weight(self, asked: Counter[str]) -> tuple[float, int, int]:
        """Return how decisive the fact is: patents it could turn, that it settles, the highest."""
        patents = {p.regit_num: p for p, _ in self.rows if asked[p.regit_num] < PER_PATENT}
        turned = sum(
            (WATCHED if p.watch else 1.0) / (1 + asked[number]) for number, p in patents.items()
        )
        settled = sum(settles(p, row) for p, row in self.rows if p.regit_num in patents)
        return turned, settled, max((rank(p.risk_level) for p in patents.values()), default=0)


def questions(
    patents: Sequence[PatentRisk], product: Product, reader: Reader | None = None
) -> tuple[Question, ...]:
    """Return the questions that would settle the open elements, at most ``MAX_QUESTIONS``.

    The fact that could turn the level of the most patents comes first; patents already asked for
    count less, so that few questions reach many patents.

    Args:
        patents: the report's patents, in order.
        product: what the user wrote.
        reader: knows the spellings of one substance, so that it is asked about once, and checks
            the substances a question names.
    """
    counted = [p for p in patents if p.error is None and (p.in_force or p.watch)]
    facts = _facts(counted, reader)
    if not facts and not counted and not product.elements:
        return (Question(text=FIRST_OF_ALL),)
    made: list[Question] = []
    asked: Counter[str] = Counter()
    while facts and len(made) < MAX_QUESTIONS:
        best = max(facts, key=lambda fact: fact.weight(asked))
        facts.remove(best)
        if best.weight(asked)[0] <= 0:
            break
        sources = (product.text, *(row.patent_element for _, row in best.rows))
        text = settle(wording(best))
        if founded([text], sources, names_of(reader)):
            made.append(_question(best, text))
            asked.update({p.regit_num for p, _ in best.rows})
    return tuple(made)


def _facts(patents: Iterable[PatentRisk], reader: Reader | None) -> list[Fact]:
    facts: dict[Key, Fact] = {}
    for patent in patents:
        for row in patent.comparisons:
            if is_open(row) and turns(patent, row):
                key = fact_key(row, reader)
                facts.setdefault(key, Fact(key)).rows.append((patent, row))
    return list(facts.values())


def is_open(row: Comparison) -> bool:
    """Return whether a fact could change the row: nothing settles it, or its words are guessed at."""
    return row.match == "판단불가" or bool(rules(row) & (READ_AS | TOLD))


def _level_with(patent: PatentRisk, row: Comparison, match: Match) -> str:
    changed = row.model_copy(update={"match": match, "near_miss": False})
    return claim_level([changed if c is row else c for c in patent.comparisons])


def turns(patent: PatentRisk, row: Comparison) -> bool:
    """Return whether an answer about the row alone could change the claim's level."""
    return any(_level_with(patent, row, m) != patent.risk_level for m in ("대응", "미대응"))


def settles(patent: PatentRisk, row: Comparison) -> bool:
    """Return whether either answer about the row would leave nothing of the claim open."""
    return all(_level_with(patent, row, m) != "애매" for m in ("대응", "미대응"))


def fact_key(row: Comparison, reader: Reader | None = None) -> Key:
    """Return what the row waits for; rows with one key are settled by one answer."""
    said, words = rules(row), row.user_product_element
    if said & (READ_AS | {"ambiguous name"}):
        return ("name", words or "")
    for rule in ("undecided", "amount unsaid", "overlapping range", "units differ", "broader"):
        if rule in said and words:
            return (rule, words)
    if row.kind in ("category", "emulsion", "use") and words is None:
        return (row.kind,)
    if is_closed(row.patent_element):
        return ("closed",)
    name = element_name(row.patent_element)
    known = reader.read_product(name).elements if reader and row.kind == "substance" else ()
    one = known[0].concept if len(known) == 1 else None
    absent = "without" if asks_for_absence(row.patent_element) else "with"
    return (absent, row.kind, one or name)


_BY_RULE = {
    "name": "제품의 {it}은(는) 정확히 무엇을 가리킵니까? (청구항: {claims})",
    "amount unsaid": "제품의 {it} 함량은 얼마입니까? (청구항: {claims})",
    "overlapping range": "제품의 {it}은(는) 실제로 얼마입니까? (청구항: {claims})",
    "units differ": "제품의 {it}을(를) 청구항과 같은 단위로 나타내면 얼마입니까? (청구항: {claims})",
    "broader": "제품의 {it}은(는) 구체적으로 무엇입니까? (청구항: {claims})",
    "category": "제품은 어떤 종류와 제형입니까? (청구항: {claims})",
    "emulsion": "제품의 유화 형태는 무엇입니까? (청구항: {claims})",
    "use": "제품을 어떤 용도로 표시하거나 광고합니까? (청구항: {claims})",
    "undecided": "제품의 {it}은(는) 어떻게 정했습니까? (청구항: {claims})",
    "closed": "적어 주신 것 말고 다른 성분도 들어 있습니까? (청구항: {claims})",
    "without": "제품이 {claim} 조건을 지킵니까?",
}
_BY_KIND = {
    "step": "제조 과정이 {claim}에 해당합니까?",
    "structure": "제품에 {claim}이(가) 있습니까?",
    "property": "제품이 {claim} 조건을 만족합니까?",
    "category": "제품이 {claim}에 해당합니까?",
    "use": "제품을 {claim}(으)로 표시하거나 광고합니까?",
    "emulsion": "제품의 유화 형태가 {claim}입니까?",
    "other": "제품이 {claim}에 해당합니까?",
}


def wording(fact: Fact) -> str:
    """Return the question that asks for a fact, particles still open."""
    row = fact.rows[0][1]
    elements = list(dict.fromkeys(r.patent_element for _, r in fact.rows))
    claims = ", ".join(quote(e) for e in elements[:PER_PATENT])
    claims += " 등" if len(elements) > PER_PATENT else ""
    it = quote(row.user_product_element) if row.user_product_element else ""
    if fact.key[0] in _BY_RULE:
        return _BY_RULE[fact.key[0]].format(it=it, claims=claims, claim=quote(elements[0]))
    if row.kind in _BY_KIND:
        return _BY_KIND[row.kind].format(claim=quote(elements[0]))
    limits = [(e, q) for e in elements if (q := claimed_amount(e))]
    if not limits:
        return f"제품에 {quote(element_name(elements[0]))}이(가) 들어 있습니까?"
    ranges = ", ".join(quote(e[q.start : q.end]) for e, q in limits[:PER_PATENT])
    name = quote(element_name(limits[0][0]))
    return f"제품에 {name}이(가) 들어 있습니까, 들어 있다면 함량은 얼마입니까? (청구항: {ranges})"


def _question(fact: Fact, text: str) -> Question:
    patent, row = fact.rows[0]
    numbers = dict.fromkeys(p.regit_num for p, _ in fact.rows)
    return Question(
        text=text,
        regit_num=patent.regit_num,
        patent_element=row.patent_element,
        also=tuple(n for n in numbers if n != patent.regit_num),
    )
