"""Does what is kept agree? Chains, seals and replays, and the file that an outsider can check."""
