"""The year of a Vietnamese emulation bloc, from its agreement to the register of honours."""
