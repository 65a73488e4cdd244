"""The translations page: how far the review of each language is, workbooks out to reviewers and back."""
