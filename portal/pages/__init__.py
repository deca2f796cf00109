"""Read-only pages that show several features at once."""
