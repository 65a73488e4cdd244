"""Finished health checks, for who may read them."""
