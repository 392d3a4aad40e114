"""What every test runs under: no network (see also ``addopts``), no hub, quiet libraries."""

from __future__ import annotations

import os

os.environ.update(
    HF_HUB_OFFLINE="1",
    TRANSFORMERS_OFFLINE="1",
    HF_DATASETS_OFFLINE="1",
    HF_HUB_DISABLE_TELEMETRY="1",
    ANONYMIZED_TELEMETRY="False",
    LANGSMITH_TRACING="false",
    LANGCHAIN_TRACING_V2="false",
    TOKENIZERS_PARALLELISM="false",
)
# A developer's own settings must not change what the tests see.
for name in [name for name in os.environ if name.startswith("BINI_")]:
    del os.environ[name]
