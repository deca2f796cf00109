"""The amnesty statement: versions that are only ever added, each signed by both sides."""
