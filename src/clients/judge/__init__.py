"""Drives the official clients against the built gateway, with scripted upstreams behind it, and judges what they saw."""
