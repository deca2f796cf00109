"""Show-me sessions: a room of teachers shows how it uses AI, and its practices land in the portal."""
