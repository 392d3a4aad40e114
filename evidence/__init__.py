"""All that can be read from a claim and a product without a model; start at ``reader``."""
