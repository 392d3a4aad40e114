"""Fits the second look of the evidence (``evidence.second_look``) on written cases.

    python -m finetune.second_look rows CASES.jsonl… [--first ROWS.jsonl.gz] --out ROWS.jsonl.gz
    python -m finetune.second_look fit ROWS.jsonl.gz… --cases CASES.jsonl… [--out data/second_look.json]
        [--entailment data/entailment.npz]

``rows`` writes, for every element of the cases, what surrounds its label by the rules, and the gold
label. It should be run before anybody has mended a rule by those cases: on cases that rules were
written on, the rules are right more often than they are. Rows of such cases are worth having all the
same where the texts are of the kind that people will ask about (``data/first_sight/tuned.jsonl.gz``).
Rows of a first sight (``--first``) keep their labels and features; what today's ``evidence.context``
tells beyond them is added. ``fit`` trains the networks that read the texts (``finetune.entailment``) on the
cases of the rows, fits the trees on the rows and on what networks read that were not trained on their patent,
fits what tells the level of a whole chart (``evidence.whole_chart``) on what trees found that were not either,
and prints, file by file, how many labels are right in patents that neither was fitted on, and how many they
change rightly and wrongly (``changed``). Exit 2: a file is wrong.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from evidence import entailment
from evidence.clauses import Clauses
from evidence.context import surroundings
from evidence.glossary import FOLDER, load_glossary
from evidence.needs import Need
from evidence.placement import Placement
from evidence.products import Reading
from evidence.reader import Evidence
from evidence.second_look import FEWEST as FEWEST_ELEMENTS
from evidence.second_look import (
    FILE,
    LEAST,
    SURE,
    Node,
    Trees,
    Words,
    cell,
    entailed,
    may_miss,
    needed,
    pieces,
)
from evidence.types import Assessment
from evidence.weighing.knowledge import Knowledge
from evidence.whole_chart import LEVELS, Cell, Levels, features
from finetune.cases import read_cases
from finetune.commands import exit_code
from finetune.entailment import Reading as Read
from finetune.entailment import train as train_entailment
from finetune.evaluate import case_pair
from finetune.pages import write_file
from graph.errors import InputError
from graph.schema import MATCHES, Finding, Match, RiskLevel, Span

ROUNDS, RATE, DEPTH, LEAF, SHARE, RIDGE, FOLDS = 350, 0.06, 6, 40, 0.2, 2.0, 8
"""Boosting rounds, learning rate, depth of a tree, fewest rows of a leaf, share of the features that a
split may choose from, L2 penalty, and folds."""
PIECES, FEWEST, COST = 2_000, 4, 3.0
"""Pieces of words that are kept, rows that have each at least, and the inverse of their L2 penalty."""


class _Recorder:
    """Takes down each chart with what it was made of, and changes nothing."""

    def __init__(self) -> None:
        self.charts: list[tuple[Knowledge, Sequence[Need], tuple[Assessment, ...], Reading]] = []

    def __call__(
        self, known: Knowledge, needs: Sequence[Need], chart: Sequence[Assessment], reading: Reading
    ) -> tuple[Assessment, ...]:
        self.charts.append((known, needs, tuple(chart), reading))
        return tuple(chart)


def rows_of(
    cases: Sequence[Mapping[str, Any]], first: Sequence[Mapping[str, Any]] = ()
) -> list[dict[str, Any]]:
    """Return a row an element: the patent, the rules' label, rule and quote, the gold label, what surrounds it.

    Args:
        cases: the cases.
        first: rows of the same cases at first sight. A case whose patent is among them has the labels,
            rules, quotes and features of then, and of today's features those that were not told then, of
            the chart of then: a rule that was mended by a case must not tell of its label.

    Raises:
        InputError: the rows of the first sight are of other cases.
    """
    recorder = _Recorder()
    evidence = Evidence(load_glossary(FOLDER), look=recorder)
    told = {name for row in first for name in row["x"]}
    seen: dict[str, list[Mapping[str, Any]]] = {}
    for row in first:
        seen.setdefault(row["regit_num"], []).append(row)
    left = {number: iter(of) for number, of in seen.items()}
    rows = []
    for case in cases:
        recorder.charts.clear()
        claim, product = case_pair(case, given=True)
        chart = evidence.assess(claim, evidence.read_claim(claim), product)
        known, needs, _, reading = next(x for x in recorder.charts if x[2] == chart)
        golds = [gold["match"] for gold in case["comparisons"]]
        number = case["regit_num"]
        then = list(itertools.islice(left[number], len(golds))) if number in left else []
        if then:
            if [row["gold"] for row in then] != golds:
                raise InputError(f"patent {number}: the rows of the first sight are others")
            chart = tuple(_as_seen(n, row, reading) for n, row in zip(needs, then, strict=True))
        clauses = Clauses(reading.text, known.glossary)
        placement = Placement(chart, reading.text, clauses)
        made = surroundings(known, needs, chart, reading, clauses, placement)
        for i, (gold, found, around) in enumerate(zip(golds, chart, made, strict=True)):
            x = {name: round(v, 4) for name, v in around.numbers.items() if v}
            if then:
                x = {
                    **then[i]["x"],
                    **{n: v for n, v in x.items() if n not in told and "=" not in n},
                }
            rows.append(
                {
                    "regit_num": number,
                    "label": found.match or "판단불가",
                    "rule": found.rule,
                    "quote": [found.span.start, found.span.end] if found.span else None,
                    "gold": gold,
                    "x": x,
                    "words": around.words,
                }
            )
    return rows


def _as_seen(need: Need, row: Mapping[str, Any], reading: Reading) -> Assessment:
    """Return the assessment that a row was made of."""
    label, rule, hard = row["label"], row["rule"], bool(row["x"].get("hard"))
    start, end = row["quote"] or (0, 0)
    span = Span(start=start, end=end, text=reading.text[start:end]) if row["quote"] else None
    finding = Finding(rule=rule, supports=label, hard=hard, product_span=span, detail="")
    return Assessment(
        element=need.element,
        match=None if rule == "-" else label,
        hard=hard,
        span=span,
        findings=() if rule == "-" else (finding,),
    )


def write_rows(rows: Sequence[Mapping[str, Any]], path: Path) -> None:
    """Write rows, one JSON object a line, gzipped the same way every time."""
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    write_file(path, gzip.compress(lines.encode(), mtime=0))


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Read what ``write_rows`` wrote.

    Raises:
        InputError: the file cannot be read, or a line is malformed.
    """
    try:
        lines = gzip.decompress(path.read_bytes()).decode().splitlines()
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise InputError(f"{str(path)!r}: not a file of rows: {error}") from error
    rows = []
    for number, line in enumerate(lines, 1):
        try:
            row = json.loads(line)
            kept = {key: row[key] for key in ("regit_num", "label", "rule", "gold", "x")}
            rows.append({**kept, "quote": row.get("quote"), "words": row.get("words", "")})
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(f"{str(path)!r}:{number}: not a row: {error}") from error
    return rows


def fit(rows: Sequence[Mapping[str, Any]], cases: Mapping[str, int]) -> Trees:
    """Return boosted trees for the gold labels of the rows, and weights of the words around them.

    What the words tell of a row is learnt for the trees without the row's patent.

    Raises:
        InputError: a label is in no row.
    """
    trees = _boosted(rows, cross_words(rows))
    return trees.model_copy(update={"words": fit_words(rows), "cases": dict(cases)})


def cross_words(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, float]]:
    """Return what the words around each row tell by weights that were fitted without its patent."""
    told: list[dict[str, float]] = [{}] * len(rows)
    for out in _folds(rows):
        words = fit_words([row for i, row in enumerate(rows) if i not in out])
        one = Trees(labels=sorted(MATCHES), start=[], rounds=[], words=words, cases={})
        for i in out:
            told[i] = one.by_words(rows[i]["words"])
    return told


def _boosted(rows: Sequence[Mapping[str, Any]], told: Sequence[Mapping[str, float]]) -> Trees:
    """Return trees fitted on the rows and on what their words tell.

    Raises:
        InputError: a label is in no row.
    """
    lacking = set(MATCHES) - {row["gold"] for row in rows}
    if lacking:
        raise InputError(f"no row has the gold label {sorted(lacking)[0]}; give more rows")
    from sklearn.ensemble import HistGradientBoostingClassifier
    from sklearn.feature_extraction import DictVectorizer

    vectors = DictVectorizer(sparse=False)
    table = vectors.fit_transform([{**row["x"], **t} for row, t in zip(rows, told, strict=True)])
    model = HistGradientBoostingClassifier(
        max_iter=ROUNDS,
        learning_rate=RATE,
        max_depth=DEPTH,
        min_samples_leaf=LEAF,
        max_features=SHARE,
        l2_regularization=RIDGE,
        early_stopping=False,
        random_state=0,
    )
    model.fit(table, [row["gold"] for row in rows])
    names = list(vectors.get_feature_names_out())
    return Trees(
        labels=list(model.classes_),
        start=[float(v) for v in model._baseline_prediction.ravel()],
        rounds=[[_tree(one.nodes, names) for one in trees] for trees in model._predictors],
        cases={},
    )


def fit_words(rows: Sequence[Mapping[str, Any]]) -> Words:
    """Return weights of the pieces of the rows' words that tell most of their gold labels.

    Labels are in the order of their letters. Rows of which one label is missing, or whose words share
    too little, have no weights.
    """
    from scipy.sparse import csr_matrix
    from sklearn.feature_selection import chi2
    from sklearn.linear_model import LogisticRegression

    gold = [row["gold"] for row in rows]
    of_rows = [pieces(row["words"]) for row in rows]
    counts = Counter(piece for own in of_rows for piece in own)
    often = sorted(piece for piece, count in counts.items() if count >= FEWEST)
    if not often or set(gold) != set(MATCHES):
        return Words(start=[0.0] * len(MATCHES), weights={})

    def table(kept: Sequence[str]) -> Any:
        place = {piece: i for i, piece in enumerate(kept)}
        found = [sorted(place[piece] for piece in own if piece in place) for own in of_rows]
        values = [1 / len(own) ** 0.5 for own in found for _ in own]
        ends = list(itertools.accumulate((len(own) for own in found), initial=0))
        return csr_matrix((values, [i for own in found for i in own], ends), (len(rows), len(kept)))

    scores = chi2(table(often), gold)[0]
    best = sorted(sorted(range(len(often)), key=lambda i: (-scores[i], i))[:PIECES])
    kept = [often[i] for i in best]
    model = LogisticRegression(C=COST, max_iter=300).fit(table(kept), gold)
    weights = {
        piece: [round(float(w), 3) for w in model.coef_[:, i]] for i, piece in enumerate(kept)
    }
    return Words(start=[round(float(v), 3) for v in model.intercept_], weights=weights)


def _folds(rows: Sequence[Mapping[str, Any]]) -> list[set[int]]:
    """Return the places of the rows in ``FOLDS`` parts, all of a patent in one."""
    numbers = sorted({row["regit_num"] for row in rows})
    fold = {number: i % FOLDS for i, number in enumerate(numbers)}
    parts: list[set[int]] = [set() for _ in range(FOLDS)]
    for i, row in enumerate(rows):
        parts[fold[row["regit_num"]]].add(i)
    return [part for part in parts if part]


def _tree(nodes: Any, names: Sequence[str]) -> list[Node]:
    """Return the nodes of one of scikit-learn's trees."""
    return [
        ("", round(float(node["value"]), 5), 0, 0)
        if node["is_leaf"]
        else (
            names[node["feature_idx"]],
            round(float(node["num_threshold"]), 5),
            int(node["left"]),
            int(node["right"]),
        )
        for node in nodes
    ]


class Text(NamedTuple):
    """A text that rows are of: its reading, the places of its rows, and the level of its chart."""

    read: Read
    rows: list[int]
    level: RiskLevel


def read_texts(rows: Sequence[Mapping[str, Any]], cases: Sequence[Mapping[str, Any]]) -> list[Text]:
    """Return the texts that the rows are of.

    Args:
        rows: the rows; those of a patent in the order of its cases.
        cases: the cases they were made of, and any others.

    Raises:
        InputError: a row's case is not among them.
    """
    places: dict[str, list[int]] = {}
    for i, row in enumerate(rows):
        places.setdefault(row["regit_num"], []).append(i)
    left = {number: iter(own) for number, own in places.items()}
    found = []
    for case in cases:
        told = case["comparisons"]
        own = list(itertools.islice(left.get(case["regit_num"], iter(())), len(told)))
        if not own:
            continue
        golds = tuple(row["match"] for row in told)
        if tuple(rows[i]["gold"] for i in own) != golds:
            raise InputError(f"patent {case['regit_num']}: the rows are of other cases")
        elements = tuple(row["patent_element"] for row in told)
        quotes = tuple(row["user_product_element"] for row in told)
        read = Read(case["user_query"], elements, quotes, golds)
        found.append(Text(read, own, case["risk_level"]))
    lacking = next((number for number, rest in left.items() if next(rest, None) is not None), None)
    if lacking is not None:
        raise InputError(f"patent {lacking}: its rows are of cases that are not given")
    return found


def cross_read(rows: Sequence[Mapping[str, Any]], texts: Sequence[Text]) -> list[dict[str, Any]]:
    """Return the rows with what networks read that were trained without their patents."""
    made = [dict(row) for row in rows]
    for out in _folds(rows):
        network = train_entailment([text for text, own, _ in texts if own[0] not in out])
        for text, own, _ in texts:
            if own[0] in out:
                for i, found in zip(own, network.read(text.elements, text.text), strict=True):
                    told = {name: round(p, 4) for name, p in entailed(found).items()}
                    made[i]["x"] = {**made[i]["x"], **told}
    return made


def changed(
    row: Mapping[str, Any],
    belief: Mapping[Match, float],
    least: float = LEAST,
    sure: float = SURE,
) -> Match:
    """Return the label of a row after the second look.

    Args:
        row: the row.
        belief: the probability of each label.
        least: the probability from which on a presumed label is changed.
        sure: the same for any other label.

    A row has no text: what the program also asks of it before it changes a label (nothing said to be
    all, a number where the claim has one, a clause to quote) is not asked here.
    """
    label: Match = row["label"]
    best = max(belief, key=belief.__getitem__)
    kept = belief[best] < needed(row["rule"], bool(row["x"].get("hard")), least, sure)
    return label if kept or (best == "미대응" and not may_miss(row["x"])) else best


def fit_levels(
    found: Sequence[tuple[Mapping[str, Any], Mapping[Match, float]]], texts: Sequence[Text]
) -> Levels | None:
    """Return the regression of the levels of whole charts on the labels' probabilities.

    None where a level is in no chart that is looked at again.

    Args:
        found: the rows in their order, each with its probabilities by trees that had not seen it.
        texts: the texts that the rows are of.

    A row does not tell a near miss: charts that have one are left out.
    """
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    texts = [text for text in texts if text.level == "낮음" or "미대응" not in text.read.golds]
    charts = [[_cell(*found[i]) for i in text.rows] for text in texts]
    kept = [i for i, cells in enumerate(charts) if len(cells) >= FEWEST_ELEMENTS]
    if {texts[i].level for i in kept} != set(LEVELS):
        return None
    vectors = DictVectorizer(sparse=False)
    table = vectors.fit_transform([features(charts[i]) for i in kept])
    model = LogisticRegression(max_iter=5_000).fit(table, [texts[i].level for i in kept])
    levels = list(model.classes_)
    return Levels(
        start={level: float(v) for level, v in zip(levels, model.intercept_, strict=True)},
        weights={
            name: {level: float(w[i]) for level, w in zip(levels, model.coef_, strict=True)}
            for i, name in enumerate(vectors.get_feature_names_out())
        },
    )


def _cell(row: Mapping[str, Any], belief: Mapping[Match, float]) -> Cell:
    hard = bool(row["x"].get("hard"))
    stands = needed(row["rule"], hard) > 1
    use = bool(row["x"].get("kind=use"))
    label = changed(row, belief)
    return cell(label, belief, row["label"], hard, stands=stands, near=False, use=use)


def cross_validate(
    rows: Sequence[Mapping[str, Any]],
) -> list[tuple[Mapping[str, Any], dict[Match, float]]]:
    """Return each row with its probabilities by trees that were fitted without its patent, in their order.

    What networks read stands in the rows (``cross_read``): that of the patents left out is by one that was not
    trained on them.
    """
    told = cross_words(rows)
    found: dict[int, dict[Match, float]] = {}
    for out in _folds(rows):
        kept = [i for i in range(len(rows)) if i not in out]
        trees = _boosted([rows[i] for i in kept], [told[i] for i in kept])
        for i in out:
            found[i] = trees.probabilities({**rows[i]["x"], **told[i]})
    return [(row, found[i]) for i, row in enumerate(rows)]


def report(found: Sequence[tuple[Mapping[str, Any], Mapping[Match, float]]]) -> str:
    """Return the figures of a cross-validation as lines; rows that have a ``file`` also file by file."""
    total = len(found)
    before = sum(row["label"] == row["gold"] for row, _ in found)
    lines = [f"{total} labels in patents left out in turn; right by the rules {before / total:.2%}"]
    for file in sorted({row["file"] for row, _ in found if "file" in row}):
        own = [(row, belief) for row, belief in found if row["file"] == file]
        rules = sum(row["label"] == row["gold"] for row, _ in own) / len(own)
        again = sum(changed(row, belief) == row["gold"] for row, belief in own) / len(own)
        lines.append(f"{file}: {len(own)}, by the rules {rules:.2%}, looked at again {again:.2%}")
    for least, sure in ((LEAST, SURE), (0.5, SURE), (0.6, SURE), (LEAST, 0.7), (LEAST, 0.8)):
        after = sum(changed(row, belief, least, sure) == row["gold"] for row, belief in found)
        what = f"presumed labels from {least} on, others from {sure} on"
        lines.append(f"right after the second look, {what}: {after / total:.2%}")
    turns = Counter(
        (row["label"], label, row["gold"])
        for row, belief in found
        if (label := changed(row, belief)) != row["label"]
    )
    for old, new in sorted({(old, new) for old, new, _ in turns}):
        number = sum(turns[old, new, gold] for gold in MATCHES)
        right, wrong = turns[old, new, new], turns[old, new, old]
        lines.append(f"{old} → {new}: {number}, {right} rightly, {wrong} wrongly")
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    """Write rows, or fit the trees."""
    parser = argparse.ArgumentParser(
        prog="python -m finetune.second_look", description=main.__doc__
    )
    commands = parser.add_subparsers(dest="command", required=True)
    take = commands.add_parser("rows", help="write what surrounds the labels of cases")
    take.add_argument("cases", type=Path, nargs="+")
    take.add_argument("--first", type=Path, help="rows of the same cases at first sight")
    take.add_argument("--out", type=Path, required=True)
    learn = commands.add_parser("fit", help="fit the trees on rows")
    learn.add_argument("rows", type=Path, nargs="+")
    learn.add_argument("--cases", type=Path, nargs="+", required=True)
    learn.add_argument("--out", type=Path, default=FILE)
    learn.add_argument("--entailment", type=Path, default=entailment.FILE)
    options = parser.parse_args(arguments)

    def work() -> int:
        if options.command == "rows":
            cases = [case for path in options.cases for case in read_cases(path)]
            rows = rows_of(cases, read_rows(options.first) if options.first else ())
            write_rows(rows, options.out)
            print(f"{options.out}: {len(rows)} rows of {len(cases)} cases")
            return 0
        files = {path.name: read_rows(path) for path in options.rows}
        rows = [{**row, "file": name} for name, own in files.items() for row in own]
        cases = [case for path in options.cases for case in read_cases(path)]
        texts = read_texts(rows, cases)
        rows = cross_read(rows, texts)
        found = cross_validate(rows)
        print(report(found))
        trees = fit(rows, {name: len(own) for name, own in files.items()})
        trees = trees.model_copy(update={"levels": fit_levels(found, texts)})
        network = train_entailment([text.read for text in texts])
        network.save(options.entailment)
        write_file(options.out, (trees.model_dump_json() + "\n").encode())
        print(f"{options.out}: {sum(len(r) for r in trees.rounds)} trees")
        return 0

    return exit_code(work)


if __name__ == "__main__":
    sys.exit(main())
