"""Paper: the service card and the referral form as PDF in memory; called by ``desk``."""
