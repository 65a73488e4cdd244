"""Writing practice stories: the list of them, and the page on which one is written, checked and tried out."""
