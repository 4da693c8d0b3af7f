"""Readers of one format each: bytes → labelled blocks."""
