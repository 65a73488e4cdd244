"""Settings: how the program looks and speaks here, idle times, printing, access, users."""
