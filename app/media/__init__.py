"""Probing and decoding clips and pictures: all of PyAV."""
