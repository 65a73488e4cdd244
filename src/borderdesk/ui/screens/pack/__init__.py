"""A content pack from a stick: what it would change here, then installed as a whole or not at all."""
