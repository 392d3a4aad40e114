"""Measurements, each printed as a table with its command."""
