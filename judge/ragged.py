"""Attention over texts of different length in one pass, without padding the rest of the model.

The new tokens of all texts go through the model as one row, one after the other; only inside
attention are they laid out text by text, beside their own keys and values. Registered with
transformers' ``AttentionInterface`` as ``ragged``; a call without a ``ragged`` step is plain
``sdpa``, so the same model also serves ``generate``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import torch

NAME = "ragged"
SPARE = 64
"""Columns by which a full cache grows beyond what is needed."""


class RaggedCache:
    """Keys and values of several texts; column i of a text's row is its token i.

    Args:
        rows: number of texts.
    """

    def __init__(self, rows: int) -> None:
        self.rows = rows
        self._layers: dict[int, tuple[torch.Tensor, torch.Tensor]] = {}
        """By layer: keys and values, each [rows, columns, heads, dim]."""

    def repeat(self, rows: int) -> None:
        """Turn a cache of one text into one of ``rows`` texts with the same beginning."""
        self._layers = {
            layer: (keys.repeat(rows, 1, 1, 1), values.repeat(rows, 1, 1, 1))
            for layer, (keys, values) in self._layers.items()
        }
        self.rows = rows

    def keep(self, rows: Sequence[int]) -> None:
        """Forget all texts but these, which keep their order."""
        kept = list(rows)
        self._layers = {
            layer: (keys[kept], values[kept]) for layer, (keys, values) in self._layers.items()
        }
        self.rows = len(kept)

    def store(
        self, layer: int, keys: torch.Tensor, values: torch.Tensor, step: RaggedStep
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Write new keys and values, each [tokens, heads, dim]; return all, [rows, columns, …]."""
        known = self._layers.get(layer)
        if known is None or known[0].shape[1] < step.columns:
            wider = []
            for new, old in zip((keys, values), known or (None, None), strict=True):
                whole = new.new_zeros(self.rows, step.columns + SPARE, *new.shape[1:])
                if old is not None:
                    whole[:, : old.shape[1]] = old
                wider.append(whole)
            known = self._layers[layer] = (wider[0], wider[1])
        for new, whole in zip((keys, values), known, strict=True):
            whole[step.row, step.position] = new
        return known[0][:, : step.columns], known[1][:, : step.columns]


class RaggedStep:
    """One pass: which tokens of which texts it computes.

    Args:
        cache: where their keys and values are kept.
        chunks: the new tokens of each row; at least one token in all.
        starts: position of each chunk's first token.
        device: where the model is.
    """

    def __init__(
        self,
        cache: RaggedCache,
        chunks: Sequence[Sequence[int]],
        starts: Sequence[int],
        device: torch.device,
    ) -> None:
        import torch

        rows = [row for row, chunk in enumerate(chunks) for _ in chunk]
        columns = [column for chunk in chunks for column in range(len(chunk))]
        self.cache = cache
        self.tokens = torch.tensor([t for chunk in chunks for t in chunk], device=device)
        """New tokens of all rows, one after the other; [tokens]."""
        self.row = torch.tensor(rows, device=device)
        self.column = torch.tensor(columns, device=device)
        """Place of each token in its chunk."""
        self.position = self.column + torch.tensor(starts, device=device)[self.row]
        self.width = max(map(len, chunks))
        self.columns = int(self.position.max()) + 1
        """Columns of the cache in use."""
        ends = torch.tensor([len(chunk) for chunk in chunks], device=device).cumsum(0) - 1
        self.last = ends[[row for row, chunk in enumerate(chunks) if chunk]]
        """Index of the last token of each row that has any."""
        self._masks: dict[int | None, torch.Tensor] = {}

    def laid_out(self, flat: torch.Tensor) -> torch.Tensor:
        """Return [tokens, …] as [rows, width, …], zero where a row has no token."""
        laid = flat.new_zeros(self.cache.rows, self.width, *flat.shape[1:])
        laid[self.row, self.column] = flat
        return laid

    def mask(self, window: int | None) -> torch.Tensor:
        """Return what each token may see, [rows, 1, width, columns], bool.

        Args:
            window: how many tokens back, itself included, a sliding layer sees; None: all.
        """
        import torch

        if window not in self._masks:
            at = self.laid_out(self.position)[:, :, None]
            # A place without a token sees column 0: a row that sees nothing would turn into NaN.
            distance = at - torch.arange(self.columns, device=at.device)
            visible = distance >= 0
            if window is not None:
                visible &= distance < window
            self._masks[window] = visible[:, None]
        return self._masks[window]


def prepare(model: Any) -> None:
    """Give the model this attention; doing it twice is harmless."""
    from transformers import AttentionInterface, AttentionMaskInterface
    from transformers.masking_utils import sdpa_mask

    if model.config.get_text_config()._attn_implementation != NAME:
        AttentionInterface.register(NAME, _attention)
        AttentionMaskInterface.register(NAME, sdpa_mask)
        model.set_attn_implementation(NAME)


def forward(model: Any, step: RaggedStep) -> torch.Tensor:
    """Return the logits after the last token of each row that has any, [those rows, vocabulary].

    The model must be ``prepare``d.
    """
    import torch

    layers = getattr(model.config.get_text_config(), "layer_types", None)
    # Masks are made in ``_attention``; these keep the model from making its own.
    none: Any = torch.zeros((1, 1, 1, 1), dtype=torch.bool, device=step.tokens.device)
    output = model(
        input_ids=step.tokens[None],
        position_ids=step.position[None],
        attention_mask=dict.fromkeys(layers, none) if layers else none,
        use_cache=False,
        logits_to_keep=step.last,
        ragged=step,
    )
    logits: torch.Tensor = output.logits[0]
    return logits


def _attention(
    module: Any,
    query: torch.Tensor,
    key: torch.Tensor,
    value: torch.Tensor,
    attention_mask: torch.Tensor | None,
    ragged: RaggedStep | None = None,
    **options: Any,
) -> tuple[torch.Tensor, None]:
    """Attention as transformers calls it: query, key, value [1, heads, tokens, dim]."""
    import torch
    from transformers.integrations.sdpa_attention import sdpa_attention_forward

    if ragged is None:
        plain: tuple[torch.Tensor, None] = sdpa_attention_forward(
            module, query, key, value, attention_mask, **options
        )
        return plain
    flat = [states[0].transpose(0, 1) for states in (query, key, value)]
    keys, values = ragged.cache.store(module.layer_idx, flat[1], flat[2], ragged)
    # Query heads that share a key head stand one below the other, so that no key is copied.
    shared, groups = keys.shape[2], query.shape[1] // keys.shape[2]
    laid = ragged.laid_out(flat[0])
    rows, width, _, size = laid.shape
    below = laid.view(rows, width, shared, groups, size).permute(0, 2, 3, 1, 4)
    seen = torch.nn.functional.scaled_dot_product_attention(
        below.reshape(rows, shared, groups * width, size),
        keys.transpose(1, 2),
        values.transpose(1, 2),
        attn_mask=ragged.mask(options.get("sliding_window")).repeat(1, 1, groups, 1),
        scale=options.get("scaling"),
    )
    per_token = seen.view(rows, shared, groups, width, size).permute(0, 3, 1, 2, 4)
    return per_token[ragged.row, ragged.column].reshape(1, -1, shared * groups, size), None
