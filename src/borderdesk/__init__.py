"""BorderDesk: an offline desk for screening, referral and transfer at border checkpoints."""

__version__ = "0.1.0"
