"""All that can be read from a claim and a product without a language model; start at ``reader``."""
