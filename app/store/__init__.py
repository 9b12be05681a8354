"""The register: the only room that knows SQL."""
