"""Record files in, a checked snapshot out. Imports nothing of the portal."""
