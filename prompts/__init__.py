"""Versioned prompts and the one renderer."""
