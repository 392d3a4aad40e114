"""Evidence for and against each claim element: the rules of ``LABELS.md`` that need no language model.

``Weigher.assess_claim`` reads each element into what it asks for (``evidence.needs``) and weighs
every mention of the product against it (``evidence.weighing.elements``), then looks at the claim as
a whole (``evidence.weighing.chart``). Each finding carries the name of its rule
(``evidence.rules``) and the words on both sides. To find the code of a rule, look for its name in
``evidence/weighing``:

- ``elements``: one element, the order in which the rules are asked; ``chart``: the whole claim;
- ``substances``, ``names``, ``water``, ``salts``: what a product has, by known names and by letters, or lacks;
- ``amounts``, ``conditions``, ``ratios``, ``owners``: ranges, further values, parts and ratios, and
  whose a value is;
- ``described``, ``categories``: parts, steps, categories and uses; ``details``, ``sequence``: where,
  which way and in which order; ``stuff``: what parts are made of; ``choices``, ``qualities``,
  ``counts``: ways and qualities that exclude each other, how many;
- ``places``, ``hosts``, ``pouring``, ``stages``, ``packed``: what fills a place, what a part is on, what is put
  into what, steps told in brief, what goods come in;
- ``agents``, ``at_use``, ``grades``, ``molecular_grades``, ``light``: goods of one agent, mixing at use,
  grades on a scale and by molecular weight, wavelengths;
- ``indices``: values without a unit, told by the name of an index;
- ``variables``: formulas by their numbers, and what their variables stand for;
- ``identity``, ``effects``, ``dosing``, ``durations``: which gene, strain or agent, what it does, how it is
  taken, how long it takes;
- ``knowledge``, ``words``, ``verdicts``: what the rules stand on.

How a text tells that something is not in, or not settled, is read before (``evidence.negation``,
``evidence.absence``, ``evidence.unsettled``); ``evidence.second_look`` looks at the chart once more.
"""

from __future__ import annotations

from collections.abc import Sequence

from evidence.glossary import Glossary
from evidence.needs import WANTED, Need, link, share_sides
from evidence.products import Reading
from evidence.quantities import NEAR_MISS
from evidence.second_look import Look
from evidence.types import Assessment, ClaimElement
from evidence.weighing.agents import of_two_agents
from evidence.weighing.bare_values import with_what_is_done
from evidence.weighing.blends import weigh_blend
from evidence.weighing.categories import category_by_use, one_product, one_use_is_enough
from evidence.weighing.chart import (
    as_introduced,
    beside_the_only_active,
    by_ordinal,
    by_process,
    by_what_is_new,
    held_alone,
    of_a_general_formula,
    of_a_missing_part,
    of_what_is_missing,
    told_in_other_words,
    told_of_another,
    weigh_closed,
    weigh_closed_part,
    without_its_base,
)
from evidence.weighing.dosage_forms import (
    of_a_cosmetic_in_a_form,
    of_a_food_in_a_form,
    of_a_form_alone,
)
from evidence.weighing.dosing import weigh_dosing
from evidence.weighing.durations import weigh_duration
from evidence.weighing.elements import assess_element, unless_the_product
from evidence.weighing.knowledge import Knowledge
from evidence.weighing.nutrients import on_one_base, weigh_nutrient
from evidence.weighing.origins import none_of_its_origin, only_some_denied
from evidence.weighing.packed import weigh_packed, weigh_sealed
from evidence.weighing.qualities import of_its_qualities, weigh_quality
from evidence.weighing.ratios import as_the_base, counted
from evidence.weighing.restated import filled_in_capsules
from evidence.weighing.substances import of_a_label
from evidence.weighing.vessels import weigh_vessel


class Weigher:
    """Weighs claim elements against products with one glossary."""

    def __init__(
        self, glossary: Glossary, near_miss: float = NEAR_MISS, look: Look | None = None
    ) -> None:
        self._known = Knowledge(glossary, near_miss)
        self._look = look

    def assess_claim(
        self, claim_text: str, elements: Sequence[ClaimElement], reading: Reading
    ) -> tuple[Assessment, ...]:
        """Return one assessment an element, in order.

        Of several products in one text the one that comes closest to the claim is shown.
        """
        if reading.segments:
            charts = [self._chart(claim_text, elements, part) for part in reading.segments]
            return max(charts, key=_closeness)
        return self._chart(claim_text, elements, reading)

    def _chart(
        self, claim_text: str, elements: Sequence[ClaimElement], reading: Reading
    ) -> tuple[Assessment, ...]:
        known = self._known
        joined = with_what_is_done(elements)
        asked = [
            of_a_general_formula(known, as_introduced(known.need(e), claim_text), claim_text)
            for e in joined
        ]
        needs = share_sides(by_ordinal(link(asked)))
        readings = counted(known, claim_text, needs, reading)
        substances = [n for n in needs if n.element.kind == "substance" and not n.absent]
        claimed = frozenset(c for n in substances for o in n.options for c in o.concepts) | {
            h.concept.id
            for n in needs
            if n.element.kind == "category"
            for h in known.glossary.find(n.element.text, WANTED["substance"])
        }
        needs = tuple(as_the_base(n, claim_text) for n in needs)

        def weighed(need: Need, read: Reading) -> Assessment:
            if two := of_two_agents(need, read):
                return two
            if blend := weigh_blend(known, claim_text, need, needs, read):
                return blend
            if part := weigh_closed_part(known, need, needs, read):
                return part
            if need.closed and not (need.options or need.names):
                return weigh_closed(known, claim_text, need, needs, reading)

            def weigh(part: Need) -> Assessment:
                return assess_element(known, part, read, False, frozenset())

            def anew(rest: Reading) -> Assessment:
                one = len(substances) == 1
                return assess_element(known, need, rest, one, claimed, claim_text)

            found = (
                filled_in_capsules(known, need, weigh)
                or weigh_sealed(need, read)
                or weigh_dosing(need, read)
                or weigh_duration(known, need, read)
                or none_of_its_origin(known, need, read)
                or of_a_label(known, need, read)
                or of_a_form_alone(need, read)
                or of_a_food_in_a_form(need, read)
                or of_a_cosmetic_in_a_form(need, read)
                or weigh_nutrient(known, need, read)
                or weigh_vessel(known, need, read)
                or weigh_quality(known, claim_text, need, read)
            )
            if found is not None and found.match is None:
                found = weigh_packed(known, need, read) or found
            if found is None:
                found = anew(read)
                found = beside_the_only_active(known, claim_text, need, found, read)
                found = of_its_qualities(known, claim_text, need, found, read)
                found = only_some_denied(found, need, read)
                found = unless_the_product(need, found, needs, read, anew)
            return held_alone(known, need, found, needs, reading)

        def weighed_on_base(need: Need, on_base: Need | None, read: Reading) -> Assessment:
            """Weigh what an element asks of a base that another names, or else as it stands."""
            found = weighed(on_base, read) if on_base else None
            if found is None or found.match not in ("대응", "미대응"):
                return weighed(need, read)
            return found.model_copy(update={"element": need.element})

        results = [
            weighed_on_base(need, on_base, read)
            for need, on_base, read in zip(needs, on_one_base(known, needs), readings, strict=True)
        ]
        for i, (element, one) in enumerate(zip(elements, joined, strict=True)):
            if one is not element and results[i].match not in ("대응", "미대응"):
                # The value alone: «33도에서 며칠 발효할지는 못 정했어요».
                alone = weighed(known.need(element), reading)
                results[i] = alone if alone.match == "대응" else results[i]
        results = by_process(needs, by_what_is_new(known, needs, results, reading))
        results = list(told_of_another(known, needs, results))
        results = [
            without_its_base(known, n, a, needs, results)
            for n, a in zip(needs, results, strict=True)
        ]
        results = [
            of_what_is_missing(known, n, a, needs, results)
            for n, a in zip(needs, results, strict=True)
        ]
        results = [
            of_a_missing_part(n, a, needs, results) for n, a in zip(needs, results, strict=True)
        ]
        results = one_use_is_enough(one_product(known, needs, results))
        results = list(category_by_use(known, claim_text, results, reading))
        chart = tuple(told_in_other_words(known, needs, results, reading))
        chart = self._look(known, needs, chart, reading) if self._look else chart
        return tuple(
            a.model_copy(update={"element": e}) for a, e in zip(chart, elements, strict=True)
        )


def _closeness(chart: Sequence[Assessment]) -> int:
    """Rank the products of one text: a missing element outweighs two that are met.

    A product of which the text says little must not hide the one that the claim is about.
    """
    missing = sum(a.match == "미대응" and not a.near_miss for a in chart)
    return sum(a.match == "대응" for a in chart) - 2 * missing
