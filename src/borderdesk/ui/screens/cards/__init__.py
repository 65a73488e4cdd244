"""Key cards: this desk's own card and the cards of other desks that it trusts."""
