"""Makes the shipped models: labelled cases, tokenizer, base, adapter, embedder; and scores them."""
