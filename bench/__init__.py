"""Benchmarks: figures of speed and memory of one run, printed and never asserted."""
