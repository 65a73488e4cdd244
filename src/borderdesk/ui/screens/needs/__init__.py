"""Risk and needs: danger now, then what is needed today, with the urgency the answers lead to."""
