"""The form player: any form, a section at a time or one question at a time."""
