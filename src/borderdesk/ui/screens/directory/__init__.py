"""The directory of services as its author keeps it: rows, how old they are, changing one."""
