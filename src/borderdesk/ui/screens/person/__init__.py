"""The screen turned to the person, on every step where something is said to them or asked of them."""
