"""Checkpoints in the layouts of the real models load; what does not fit is refused in one line."""

import json
import logging
import shutil

import pytest
import tiny_models
import torch

from graph.errors import ModelError
from judge.card import CARD_FILE, Card, weights_sha
from judge.decode import DecodeRequest, decode
from judge.loading import load_judge_model
from judge.prompt import encode, judge_messages
from prompts.render import prompt_sha

LAYOUTS = ["gemma3_text", "gemma3", "exaone4"]
ELEMENTS, PRODUCT = ("아세틸", "미백용", "크림"), "TBC 미백 크림"


@pytest.fixture(scope="module")
def models(tmp_path_factory):
    """Every layout as ``base-<layout>``, with an adapter without card as ``adapter-<layout>``."""
    torch.set_num_threads(1)
    folder = tmp_path_factory.mktemp("models")
    for layout in LAYOUTS:
        base = tiny_models.checkpoint(folder / f"base-{layout}", layout)
        tiny_models.adapter(folder / f"adapter-{layout}", base)
    return folder


def write_card(adapter, base, **changes):
    facts = {
        "base": base.name,
        "base_sha": weights_sha(base),
        "prompt_sha": prompt_sha("judge"),
        "recipe": "recipes/tiny.yaml",
        "commit": "0" * 40,
        "data": {"cases": 0},
        "figures": {},
    }
    Card(**facts | changes).write(adapter)


@pytest.fixture
def carded(models, tmp_path):
    """A base and its adapter with a fitting card."""
    base = models / "base-gemma3_text"
    adapter = tmp_path / "adapter"
    shutil.copytree(models / "adapter-gemma3_text", adapter)
    write_card(adapter, base)
    return base, adapter


def answer(loaded):
    ids = encode(loaded.tokenizer, judge_messages(ELEMENTS, PRODUCT))
    return decode(loaded, [DecodeRequest(tuple(ids), ELEMENTS, PRODUCT)])[0]


def confidences(loaded):
    return [p for row in answer(loaded).rows for p in row.probabilities.values()]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_judges_with_and_without_adapter(models, layout, caplog):
    base, adapter = models / f"base-{layout}", models / f"adapter-{layout}"
    plain = load_judge_model(str(base))
    assert plain.card is None
    assert plain.model_id == str(base)
    assert plain.model.dtype == torch.float32
    assert not plain.model.training
    with caplog.at_level(logging.WARNING):
        merged = load_judge_model(f"{base}+{adapter}")
    assert "no card" in caplog.text
    apart = load_judge_model(f"{base}+{adapter}", merge=False)
    assert merged.model_id == f"{base}+{adapter}@{weights_sha(adapter)[:8]}"
    assert confidences(merged) == pytest.approx(confidences(apart), abs=1e-4)
    assert confidences(merged) != pytest.approx(confidences(plain), abs=1e-4)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_four_bit_weights_on_a_cpu(tmp_path, layout):
    import bitsandbytes

    # Blocks of 64 weights, as in every real model.
    sizes = {"hidden_size": 64, "intermediate_size": 128, "head_dim": 32}
    base = tiny_models.checkpoint(tmp_path / "base", layout, **sizes)
    adapter = tiny_models.adapter(tmp_path / "adapter", base)
    loaded = load_judge_model(f"{base}+{adapter}", four_bit=True, device="cpu")
    packed = [m for m in loaded.model.modules() if isinstance(m, bitsandbytes.nn.Linear4bit)]
    assert packed
    assert all(layer.weight.quant_type == "nf4" for layer in packed)
    assert all(layer.weight.quant_state.nested for layer in packed)
    assert any("lora" in name for name, _ in loaded.model.named_parameters())
    json.loads(answer(loaded).text)


def test_sixteen_bit_weights_are_widened_on_a_cpu_unless_told_otherwise(tmp_path):
    from transformers import AutoModelForCausalLM

    folder = tiny_models.checkpoint(tmp_path / "base")
    AutoModelForCausalLM.from_pretrained(folder, dtype=torch.bfloat16).save_pretrained(folder)
    assert load_judge_model(str(folder), device="cpu").model.dtype == torch.float32
    narrow = load_judge_model(str(folder), device="cpu", dtype=torch.bfloat16)
    assert narrow.model.dtype == torch.bfloat16
    json.loads(answer(narrow).text)


def test_a_fitting_card_is_read(carded):
    base, adapter = carded
    loaded = load_judge_model(f"{base}+{adapter}")
    assert loaded.card == Card.read(adapter)
    assert loaded.card.recipe == "recipes/tiny.yaml"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"base_sha": "0" * 64}, "기반 모델 '00000000'"),
        ({"prompt_sha": "1" * 64}, "프롬프트 '11111111'"),
    ],
)
def test_an_adapter_of_another_base_or_prompt_is_refused(carded, change, message):
    base, adapter = carded
    write_card(adapter, base, **change)
    with pytest.raises(ModelError, match=message):
        load_judge_model(f"{base}+{adapter}")


def test_a_malformed_card_is_refused(carded):
    base, adapter = carded
    (adapter / CARD_FILE).write_text('{"base": "x"}')
    with pytest.raises(ModelError, match="malformed: base_sha"):
        load_judge_model(f"{base}+{adapter}")


def test_an_adapter_without_card_needs_its_own_base(models, tmp_path):
    other = tiny_models.checkpoint(tmp_path / "other-base", seed=5)
    with pytest.raises(ModelError, match="has no card and was trained on"):
        load_judge_model(f"{other}+{models / 'adapter-gemma3_text'}")


def edit_adapter(adapter, **changes):
    path = adapter / "adapter_config.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))


def test_an_adapter_of_modules_that_the_base_lacks_is_refused(carded):
    base, adapter = carded
    edit_adapter(adapter, target_modules=["q_proj", "c_attn"])
    with pytest.raises(ModelError, match=r"\['c_attn'\]"):
        load_judge_model(f"{base}+{adapter}")


def test_an_adapter_of_another_depth_is_refused(models, tmp_path):
    """More layers in the base than in the adapter: those would silently stay unadapted."""
    deep = tiny_models.checkpoint(tmp_path / "deep", num_hidden_layers=6)
    adapter = tmp_path / "adapter"
    shutil.copytree(models / "adapter-gemma3_text", adapter)
    edit_adapter(adapter, base_model_name_or_path="deep")
    with pytest.raises(ModelError, match="does not fit base"):
        load_judge_model(f"{deep}+{adapter}")


def test_an_adapter_of_another_width_is_refused(models, tmp_path):
    wide = tiny_models.checkpoint(tmp_path / "wide", hidden_size=48)
    adapter = tmp_path / "adapter"
    shutil.copytree(models / "adapter-gemma3_text", adapter)
    edit_adapter(adapter, base_model_name_or_path="wide")
    with pytest.raises(ModelError, match="does not fit base"):
        load_judge_model(f"{wide}+{adapter}")


@pytest.mark.parametrize("spec", ["/no/such/folder", "./outputs/none", "a/b/c", ""])
def test_a_missing_folder_is_named(spec):
    with pytest.raises(ModelError, match=f"모델 폴더 {spec!r}이") as caught:
        load_judge_model(spec)
    assert "\n" not in str(caught.value)


def test_a_missing_adapter_is_named(models):
    with pytest.raises(ModelError, match="'/no/adapter'이"):
        load_judge_model(f"{models / 'base-gemma3_text'}+/no/adapter")


def test_a_hub_model_that_cannot_be_reached_is_one_clear_line():
    with pytest.raises(ModelError, match=r"모델 'nobody/nothing'을.* 불러올 수 없습니다") as caught:
        load_judge_model("nobody/nothing")
    assert "\n" not in str(caught.value)


def test_only_safetensors_are_read(models, tmp_path):
    folder = tmp_path / "pickled"
    shutil.copytree(models / "base-gemma3_text", folder)
    (folder / "model.safetensors").unlink()
    torch.save({}, folder / "pytorch_model.bin")
    with pytest.raises(ModelError, match="불러올 수 없습니다"):
        load_judge_model(str(folder))


def test_remote_code_never_runs(models, tmp_path):
    folder = tmp_path / "remote"
    shutil.copytree(models / "base-gemma3_text", folder)
    config = json.loads((folder / "config.json").read_text())
    config |= {"model_type": "evil", "auto_map": {"AutoConfig": "evil.Config"}}
    (folder / "config.json").write_text(json.dumps(config))
    (folder / "evil.py").write_text("raise SystemExit('remote code ran')")
    with pytest.raises(ModelError, match="불러올 수 없습니다"):
        load_judge_model(str(folder))


def test_an_architecture_with_other_layers_is_refused(models, tmp_path):
    folder = tmp_path / "chunked"
    shutil.copytree(models / "base-gemma3_text", folder)
    config = json.loads((folder / "config.json").read_text())
    config["layer_types"] = ["chunked_attention"] * config["num_hidden_layers"]
    (folder / "config.json").write_text(json.dumps(config))
    with pytest.raises(ModelError, match="chunked_attention"):
        load_judge_model(str(folder))


def test_a_tokenizer_without_chat_template_is_refused(models, tmp_path):
    folder = tmp_path / "mute"
    shutil.copytree(models / "base-gemma3_text", folder)
    (folder / "chat_template.jinja").unlink()
    with pytest.raises(ModelError, match="no chat template"):
        load_judge_model(str(folder))


def test_the_real_gemma_1b_shape_takes_the_reports_adapter():
    """LoRA of rank 16 on all linear layers of gemma-3-1b-it: 13,045,760 trainable parameters."""
    from peft import LoraConfig, get_peft_model
    from transformers import AutoModelForCausalLM, Gemma3TextConfig

    config = Gemma3TextConfig(
        vocab_size=262_144,
        hidden_size=1152,
        intermediate_size=6912,
        num_hidden_layers=26,
        num_attention_heads=4,
        num_key_value_heads=1,
        head_dim=256,
        sliding_window=512,
        sliding_window_pattern=6,
    )
    with torch.device("meta"):
        model = AutoModelForCausalLM.from_config(config)
        assert model.num_parameters() == 999_885_952
        lora = LoraConfig(r=16, target_modules="all-linear", task_type="CAUSAL_LM")
        tuned = get_peft_model(model, lora)
    assert tuned.get_nb_trainable_parameters()[0] == 13_045_760


def test_weights_sha_is_the_plain_hash_of_a_single_file(tmp_path):
    (tmp_path / "model.safetensors").write_bytes(b"abc")
    known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert weights_sha(tmp_path) == known
    (tmp_path / "z.safetensors").write_bytes(b"")
    assert weights_sha(tmp_path) == known
    with pytest.raises(ModelError, match=r"no \*\.safetensors"):
        weights_sha(tmp_path / "none")
