"""What comes after a health check, and the way to a referral."""
