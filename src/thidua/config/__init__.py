"""How one installation is put together: settings from the environment, addresses, the WSGI door."""
