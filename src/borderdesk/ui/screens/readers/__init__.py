"""Who has read which document, for who leads a shift or supervises."""
