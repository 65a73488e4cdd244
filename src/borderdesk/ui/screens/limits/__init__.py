"""The limits that health checks begin with, and choosing others."""
