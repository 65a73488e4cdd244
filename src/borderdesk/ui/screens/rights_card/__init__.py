"""The card for somebody who wants no referral: shown, printed, and whether it was taken."""
