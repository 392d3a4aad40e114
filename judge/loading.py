"""Loads a base model with an optional LoRA adapter, from folders or by hub name.

Only safetensors weights are read and no remote code runs. Works for the layouts of
gemma-3-1b-it (``gemma3_text``), gemma-3-4b-it (``gemma3``, multimodal; used text only) and
EXAONE 4.0 (``exaone4``), and others with plain full or sliding-window attention.
"""

from __future__ import annotations

import json
import logging
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.errors import ModelError
from judge.card import CARD_FILE, Card, Task, task_sha, weights_sha

if TYPE_CHECKING:
    import torch

log = logging.getLogger(__name__)

MODELS = Path(__file__).resolve().parent.parent / "data" / "models"
MICRO = "micro"
"""Names the judge shipped in ``data/models``."""

FLOAT32_PARAMETERS = 2_000_000_000
"""On a CPU, models up to this size compute in float32 (faster there, 8 GB at most); larger ones
in bfloat16, to fit the memory of an ordinary machine."""

TEMPLATE_FILE = "chat_template.jinja"
"""In an adapter's folder where it was trained with another chat template than its base's, e.g. the
reports' ``<system>``, ``<user>``, ``<assistant>``."""

_HUB_NAME = re.compile(r"[\w-][\w.-]*(/[\w.-]+)?")
_ATTENTION = {"full_attention", "sliding_attention"}


@dataclass(frozen=True, eq=False)
class LoadedModel:
    """A model ready to judge, with its tokenizer."""

    model: Any
    """``PreTrainedModel`` in evaluation mode, or a ``PeftModel`` where the adapter is not merged."""
    tokenizer: Any
    """Fast tokenizer with a chat template."""
    card: Card | None
    """The card of the adapter, or of the one merged into the weights; None where there is none."""
    model_id: str
    """For reports: the name as given, and the first 8 digits of the adapter's SHA-256."""


def load_judge_model(
    spec: str,
    *,
    task: Task = "judge",
    four_bit: bool = False,
    device: str | None = None,
    dtype: torch.dtype | None = None,
    merge: bool | None = None,
) -> LoadedModel:
    """Load the model that ``spec`` names.

    Args:
        spec: ``micro``, a folder, a hub name, or ``base+adapter`` of folders or hub names.
        task: what the model is asked for; an adapter trained for something else is refused.
        four_bit: quantise to 4 bit (bitsandbytes nf4, double quantisation).
        device: ``cpu``, ``cuda``, ``cuda:1`` …; None takes CUDA where there is one.
        dtype: data type of the weights; None takes bfloat16 on CUDA, and on a CPU float32 up to
            ``FLOAT32_PARAMETERS`` (weights stored in 16 bits are widened), else bfloat16.
        merge: fold the adapter into the base's weights, which saves two small products a layer;
            None does so in float32 without quantisation, where nothing is lost by rounding.

    Raises:
        ModelError: a folder or file is missing, the architecture is not supported, or the adapter
            does not fit its base or the prompt.
    """
    import torch

    base, adapter = split_spec(spec)
    model, tokenizer = load_base(base, four_bit=four_bit, device=device, dtype=dtype)
    name = MICRO if spec == MICRO else spec
    if adapter is None:
        _check_template(tokenizer, base)
        return LoadedModel(model, tokenizer, _merged_card(base, task, tokenizer), name)
    if merge is None:
        merge = model.dtype == torch.float32 and not four_bit
    return put_adapter(model, tokenizer, base, adapter, task=task, merge=merge, name=name)


def load_base(
    base: str,
    *,
    four_bit: bool = False,
    device: str | None = None,
    dtype: torch.dtype | None = None,
) -> tuple[Any, Any]:
    """Return model, in evaluation mode, and tokenizer of a base; arguments as above.

    Raises:
        ModelError: it cannot be loaded, or its architecture is not supported.
    """
    import torch
    from transformers import AutoConfig, AutoModelForCausalLM, AutoTokenizer, BitsAndBytesConfig

    place = torch.device(device or ("cuda" if torch.cuda.is_available() else "cpu"))
    offline = {"local_files_only": Path(base).is_dir(), "trust_remote_code": False}
    try:
        config = AutoConfig.from_pretrained(base, **offline)
        _check_attention(base, config)
        dtype = dtype or _dtype(config, place)
        options: dict[str, Any] = {"config": config, "dtype": dtype, "use_safetensors": True}
        if four_bit:
            options["quantization_config"] = BitsAndBytesConfig(
                load_in_4bit=True,
                bnb_4bit_quant_type="nf4",
                bnb_4bit_use_double_quant=True,
                bnb_4bit_compute_dtype=dtype,
            )
            options["device_map"] = {"": str(place)}
        tokenizer = AutoTokenizer.from_pretrained(base, **offline)
        with _no_progress_bar():
            model = AutoModelForCausalLM.from_pretrained(
                base, attn_implementation="sdpa", **options, **offline
            )
    except (OSError, ValueError, RuntimeError, KeyError) as error:
        raise ModelError(
            f"모델 {base!r}을(를) 불러올 수 없습니다: {_first_line(error)}; config, tokenizer, "
            "safetensors 파일이 있는 폴더나 접근할 수 있는 허브 모델 이름을 지정하십시오"
        ) from error
    if not four_bit:
        model = model.to(place)
    model.eval()
    return model, tokenizer


def put_adapter(
    model: Any,
    tokenizer: Any,
    base: str,
    adapter: str,
    *,
    task: Task | None = "judge",
    merge: bool = False,
    name: str = "",
) -> LoadedModel:
    """Put an adapter on a loaded base, which is changed by it.

    Args:
        model: see ``load_base``.
        tokenizer: likewise; it takes the adapter's chat template where the adapter brings one.
        base: folder or hub name that they were loaded from.
        adapter: folder or hub name.
        task: what the adapter must have been trained for; None: anything.
        merge: fold the adapter into the base's weights.
        name: for reports; the adapter's hash is added. Empty: base and adapter.

    Raises:
        ModelError: the adapter is missing, or does not fit the base or the task's prompt.
    """
    folder = _adapter_folder(adapter)
    template = folder / TEMPLATE_FILE
    if template.is_file():
        tokenizer.chat_template = template.read_text(encoding="utf-8")
    _check_template(tokenizer, base)
    prompt = task_sha(task, tokenizer) if task else None
    tuned, card, sha = _with_adapter(model, base, folder, prompt, merge=merge)
    tuned.eval()
    return LoadedModel(tuned, tokenizer, card, f"{name or f'{base}+{adapter}'}@{sha[:8]}")


def _check_template(tokenizer: Any, base: str) -> None:
    if not tokenizer.chat_template:
        raise ModelError(
            f"tokenizer of {base!r} has no chat template; take the instruction-tuned model (…-it)"
        )


def _merged_card(base: str, task: Task, tokenizer: Any) -> Card | None:
    """Return the card of the adapter that was merged into a base (``finetune.merge``), if any."""
    folder = Path(base) if Path(base).is_dir() else _hub_card(base)
    card = Card.read(folder) if folder else None
    if card is None or card.base is None:
        return None
    _check_prompt(card, base, task_sha(task, tokenizer))
    return card


def _hub_card(base: str) -> Path | None:
    """Return the folder that a hub model's card was downloaded to; None where it has none."""
    from huggingface_hub import hf_hub_download
    from huggingface_hub.errors import EntryNotFoundError

    try:
        return Path(hf_hub_download(base, CARD_FILE)).parent
    except EntryNotFoundError:
        return None


def split_spec(spec: str) -> tuple[str, str | None]:
    """Return base and adapter of a judge's name; names of missing folders are refused."""
    if spec == MICRO:
        return str(_existing(str(MODELS / "judge-base"))), str(
            _existing(str(MODELS / "judge-adapter"))
        )
    if spec and Path(spec).is_dir():
        return spec, None
    base, plus, adapter = spec.partition("+")
    return _existing(base), _existing(adapter) if plus else None


def _existing(name: str) -> str:
    if (name and Path(name).is_dir()) or _HUB_NAME.fullmatch(name):
        return name
    raise ModelError(
        f"모델 폴더 {name!r}이(가) 없습니다; 폴더, 허브 이름(owner/name), 모델+어댑터, 'micro' "
        "가운데 하나를 지정하십시오"
    )


def _first_line(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return lines[0].rstrip(".") if lines else type(error).__name__


def _check_attention(base: str, config: Any) -> None:
    text = config.get_text_config()
    unknown = set(getattr(text, "layer_types", None) or ()) - _ATTENTION
    if unknown:
        raise ModelError(
            f"base model {base!r} has layers of type {sorted(unknown)!r}; "
            "only full and sliding-window attention are supported"
        )


@contextmanager
def _no_progress_bar() -> Iterator[None]:
    """Keep transformers from drawing on standard error while weights are read."""
    from transformers.utils import logging as progress

    shown = progress.is_progress_bar_enabled()
    progress.disable_progress_bar()
    try:
        yield
    finally:
        if shown:
            progress.enable_progress_bar()


def _dtype(config: Any, place: torch.device) -> torch.dtype:
    import torch
    from transformers import AutoModelForCausalLM

    if place.type != "cpu":
        return torch.bfloat16
    with torch.device("meta"):
        size = AutoModelForCausalLM.from_config(config).num_parameters()
    return torch.float32 if size <= FLOAT32_PARAMETERS else torch.bfloat16


def _with_adapter(
    model: Any, base: str, folder: Path, prompt: str | None, *, merge: bool
) -> tuple[Any, Card | None, str]:
    """Return the model with the adapter in place, the adapter's card and its weights' hash."""
    # bitsandbytes, imported by peft, warns of a missing optional CPU kernel on import.
    logging.getLogger("bitsandbytes").setLevel(logging.ERROR)
    from peft import PeftModel
    from safetensors import SafetensorError

    adapter = str(folder)
    try:
        config = json.loads((folder / "adapter_config.json").read_bytes())
    except (OSError, ValueError) as error:
        raise ModelError(
            f"adapter {adapter!r} has no readable adapter_config.json; name the folder that peft "
            "saved"
        ) from error
    sha = weights_sha(folder)
    card = _checked_card(folder, base, config, prompt)
    modules = [name for name, _ in model.named_modules()]
    wanted = config.get("target_modules")
    if isinstance(wanted, list):
        lost = [w for w in wanted if not any(m == w or m.endswith(f".{w}") for m in modules)]
        if lost:
            raise ModelError(
                f"adapter {adapter!r} changes modules {lost!r} that base {base!r} does not have; "
                "name the base it was trained on"
            )
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("error", message="Found missing adapter keys")
            # peft asks transformers for an attribute under its old name.
            warnings.filterwarnings("ignore", message="`is_gradient_checkpointing`")
            model = PeftModel.from_pretrained(model, adapter, is_trainable=False)
    except (OSError, ValueError, RuntimeError, UserWarning, SafetensorError) as error:
        raise ModelError(
            f"adapter {adapter!r} does not fit base {base!r}: {_first_line(error)}; "
            "name the base it was trained on"
        ) from error
    if merge:
        model = model.merge_and_unload()
    return model, card, sha


def _adapter_folder(adapter: str) -> Path:
    if Path(adapter).is_dir():
        return Path(adapter)
    from huggingface_hub import snapshot_download

    try:
        return Path(
            snapshot_download(adapter, allow_patterns=["*.json", "*.safetensors", TEMPLATE_FILE])
        )
    except (OSError, ValueError) as error:
        raise ModelError(
            f"어댑터 {adapter!r}은(는) 폴더도 아니고 허브에서 받을 수도 없습니다: "
            f"{_first_line(error)}; 이름을 확인하십시오"
        ) from error


def _checked_card(
    folder: Path, base: str, config: dict[str, Any], prompt: str | None
) -> Card | None:
    """Return the adapter's card after checking that it fits the base and the prompt's hash."""
    card = Card.read(folder)
    if card is None:
        named = str(config.get("base_model_name_or_path") or "")
        if Path(named).name != Path(base).name:
            raise ModelError(
                f"adapter {str(folder)!r} has no card and was trained on {named!r}, not on "
                f"{base!r}; name that base"
            )
        log.warning(
            "adapter %r has no card: nobody knows which prompt it was trained on", str(folder)
        )
        return None
    _check_prompt(card, str(folder), prompt)
    sha = weights_sha(_base_folder(base))
    if card.base_sha != sha:
        raise ModelError(
            f"어댑터 {str(folder)!r}은(는) 기반 모델 {(card.base_sha or '')[:8]!r} 위에서 "
            f"학습되었으나 {base!r}은(는) {sha[:8]!r}입니다; 학습한 기반 모델을 지정하십시오"
        )
    return card


def _check_prompt(card: Card, name: str, prompt: str | None) -> None:
    if prompt and card.prompt_sha != prompt:
        raise ModelError(
            f"어댑터 {name!r}은(는) 프롬프트 {card.prompt_sha[:8]!r}(으)로 학습되었으나 "
            f"지금의 프롬프트는 {prompt[:8]!r}입니다; 이 프롬프트로 학습한 어댑터를 지정하십시오"
        )


def _base_folder(base: str) -> Path:
    if Path(base).is_dir():
        return Path(base)
    from huggingface_hub import snapshot_download

    return Path(snapshot_download(base, allow_patterns=["*.safetensors"], local_files_only=True))
