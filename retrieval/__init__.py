"""Finds the patent claims that matter for a product."""
