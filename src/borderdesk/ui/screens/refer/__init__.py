"""Referral composer: who can help, and how the person gets there."""
