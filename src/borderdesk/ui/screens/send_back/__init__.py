"""The way back: which desk has something waiting, and packing it for that desk alone."""
