"""Inbox: which packages of which checkpoint arrived, and what lies on the stick."""
