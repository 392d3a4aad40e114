"""Batched, guided, greedy decoding with a key-value cache.

Every text follows its own grammar. In each round a live text feeds its chosen token and all tokens
the grammar forces after it (``LLMatcher.compute_ff_tokens``) in one forward pass. The common
beginning of the prompts is computed once, and nothing is padded (``judge.ragged``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graph.errors import JudgeError
from judge.ragged import RaggedCache, RaggedStep, forward, prepare

if TYPE_CHECKING:
    import torch
    from llguidance import LLTokenizer


@dataclass
class DecodeStats:
    """What decoding cost; pass the same object again to add up over calls."""

    texts: int = 0
    forward_passes: int = 0
    prompt_tokens: int = 0
    chosen_tokens: int = 0
    """Tokens picked from logits."""
    forced_tokens: int = 0
    """Tokens that the grammar left no choice about."""
    computed_tokens: int = 0
    """Tokens computed in all; shared prompt beginnings count once."""


class GuidedText:
    """One answer while it is written: the grammar's state, and what to feed next.

    Args:
        guide: see ``judge.grammar.guide_tokenizer``.
        grammar: a grammar in llguidance's own form (``LLMatcher.grammar_from_…``).
        prompt: token ids of the prompt.
        limit: chosen tokens after which brackets and quotes are closed wherever the grammar
            allows; None for a grammar that is short by itself.
    """

    def __init__(
        self, guide: LLTokenizer, grammar: str, prompt: Sequence[int], limit: int | None = None
    ) -> None:
        from llguidance import LLMatcher

        self.guide = guide
        self.matcher = LLMatcher(guide, grammar, log_level=0)
        self.prompt = tuple(prompt)
        self.limit = limit
        self.chunk = list(prompt)
        """Tokens to feed next."""
        self.position = 0
        """Tokens in the cache so far: the position of the chunk's first token."""
        self.tokens: list[int] = []
        self.text = b""
        self.chosen = 0
        self.done = False
        self._check()

    @property
    def paths(self) -> Sequence[Sequence[int]]:
        """Alternatives to choose among instead of the grammar's; none here."""
        return ()

    def choose_path(self, scores: dict[int, float]) -> None:
        """Choose among ``paths`` by the probability of their first tokens."""
        raise NotImplementedError

    def take(self, token: int) -> None:
        """Append a chosen token and all that is forced after it; they are the next chunk."""
        if not self.matcher.consume_token(token):
            self._check()
        self.chosen += 1
        self._record([token])
        self.force()

    def force(self) -> None:
        """Append the forced tokens to the chunk, up to the next choice or the end."""
        while True:
            tokens = self.matcher.compute_ff_tokens()
            if tokens and (self.append(tokens) or self.append(self._spelled())):
                continue
            if self.matcher.is_stopped():
                self._check()
                self.done = True
            return

    def append(self, tokens: Sequence[int]) -> int:
        """Append forced tokens to the chunk; return how many of them the grammar takes."""
        taken = list(tokens)[: self.matcher.try_consume_tokens(list(tokens))]
        self._record(taken)
        return len(taken)

    def _record(self, tokens: list[int]) -> None:
        self.tokens += tokens
        self.chunk += tokens
        self.text += self.guide.decode_bytes(tokens)

    def _spelled(self) -> list[int]:
        """Return the tokens of the next character of text that spells a control token.

        llguidance forces ``<end_of_turn>`` inside a constant as the control token, which its own
        grammar then refuses; the letters are meant.
        """
        text = self.matcher.compute_ff_bytes().decode("utf-8", "ignore")
        letters: list[int] = self.guide.greedy_tokenize(text[:1])
        return letters

    def _check(self) -> None:
        if self.matcher.is_error():
            reason = self.matcher.get_error().splitlines()[0]
            raise JudgeError(
                f"모델의 답이 {self.text.decode('utf-8', 'replace')!r} 뒤에서 끊겼습니다: {reason}"
            )


def write(model: Any, texts: Sequence[GuidedText], stats: DecodeStats | None = None) -> None:
    """Write all texts to their end, in one batch.

    Raises:
        JudgeError: the grammar of a text broke.
    """
    import torch

    if not texts:
        return
    stats = stats if stats is not None else DecodeStats()
    with torch.inference_mode():
        for text in texts:
            text.force()
        prepare(model)
        runner = _Runner(model, stats)
        runner.prefill(texts)
        runner.drop_finished()
        while runner.live:
            _choose(runner.live, runner.feed())
            runner.drop_finished()
    stats.texts += len(texts)
    stats.prompt_tokens += sum(len(text.prompt) for text in texts)
    stats.chosen_tokens += sum(text.chosen for text in texts)
    stats.forced_tokens += sum(len(text.tokens) - text.chosen for text in texts)


@dataclass
class _Runner:
    """The model with its cache; row i of the cache belongs to ``live[i]``."""

    model: Any
    stats: DecodeStats
    live: list[GuidedText] = field(default_factory=list)
    cache: RaggedCache = field(default_factory=lambda: RaggedCache(1))

    def prefill(self, texts: Sequence[GuidedText]) -> None:
        """Compute the beginning that all prompts share, once."""
        # At least one token of each prompt stays in its chunk.
        shared = shared_prefix([text.prompt[:-1] for text in texts])
        if len(texts) > 1 and shared:
            self._forward([shared], [0])
            for text in texts:
                text.position = len(shared)
                text.chunk = text.chunk[len(shared) :]
        self.cache.repeat(len(texts))
        self.live = list(texts)

    def feed(self) -> torch.Tensor:
        """Feed all chunks; return the logits after them, [live, vocabulary] in float32."""
        logits = self._forward([t.chunk for t in self.live], [t.position for t in self.live])
        for text in self.live:
            text.position += len(text.chunk)
            text.chunk = []
        return logits.float()

    def drop_finished(self) -> None:
        """Forget the cache of finished texts."""
        rows = [i for i, text in enumerate(self.live) if not text.done]
        if 0 < len(rows) < len(self.live):
            self.cache.keep(rows)
        self.live = [self.live[i] for i in rows]

    def _forward(self, chunks: list[list[int]], starts: list[int]) -> torch.Tensor:
        step = RaggedStep(self.cache, chunks, starts, self.model.device)
        self.stats.forward_passes += 1
        self.stats.computed_tokens += step.tokens.numel()
        return forward(self.model, step)


def _choose(texts: list[GuidedText], logits: torch.Tensor) -> None:
    """Take the best allowed token of every text."""
    free = [i for i, text in enumerate(texts) if not text.paths]
    bound = [i for i, text in enumerate(texts) if text.paths]
    if free:
        allowed = _allowed([texts[i] for i in free], logits)
        best = logits[free].masked_fill(~allowed, float("-inf")).argmax(dim=1).tolist()
        for i, token in zip(free, best, strict=True):
            texts[i].take(token)
    for i in bound:
        tokens = sorted({path[0] for path in texts[i].paths})
        shares = logits[i, tokens].softmax(dim=0).tolist()
        texts[i].choose_path(dict(zip(tokens, shares, strict=True)))


def _allowed(texts: list[GuidedText], logits: torch.Tensor) -> torch.Tensor:
    """Return which tokens the grammars allow, [len(texts), vocabulary of the logits]."""
    import torch

    masks = bytearray().join(text.matcher.compute_bitmask() for text in texts)
    packed = torch.frombuffer(masks, dtype=torch.uint8).view(len(texts), -1).to(logits.device)
    shifts = torch.arange(8, dtype=torch.uint8, device=logits.device)
    bits = ((packed[:, :, None] >> shifts) & 1).bool().view(len(texts), -1)
    # A model's vocabulary is often padded beyond its tokenizer's; it may also be shorter.
    allowed = torch.zeros(len(texts), logits.shape[1], dtype=torch.bool, device=logits.device)
    width = min(bits.shape[1], logits.shape[1])
    allowed[:, :width] = bits[:, :width]
    for row, text in enumerate(texts):
        if text.limit is not None and text.chosen >= text.limit:
            closing = _closing(text.guide, allowed[row])
            if closing:
                allowed[row] = False
                allowed[row, closing] = True
    return allowed


def _closing(guide: LLTokenizer, allowed: torch.Tensor) -> list[int]:
    """Return the allowed tokens that do nothing but close JSON strings, or else brackets."""
    for spellings in (('"', '"}', '"}]', '"}]}'), ("}", "]", "]}", "}]", "}]}")):
        # Inside a string a bracket closes nothing: quotes come first.
        tokens = [tokens[0] for s in spellings if len(tokens := guide.tokenize_str(s)) == 1]
        if closing := [token for token in tokens if allowed[token]]:
            return closing
    return []


def shared_prefix(rows: Sequence[Sequence[int]]) -> list[int]:
    """Return the longest common beginning of some token sequences."""
    low, high = min(map(tuple, rows)), max(map(tuple, rows))
    pairs = enumerate(zip(low, high, strict=False))
    return list(low[: next((n for n, (a, b) in pairs if a != b), min(len(low), len(high)))])
