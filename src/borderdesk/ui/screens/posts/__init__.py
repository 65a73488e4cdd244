"""Border posts: the visits, the report of each, and several posts on one page."""
