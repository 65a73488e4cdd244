"""Print preview: the real pages of the slip and the referral form, and printing them."""
