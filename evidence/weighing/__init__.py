"""The rules of ``LABELS.md`` that need no model, a module for each subject; see ``evidence.assess``."""
