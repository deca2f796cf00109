"""How the next issue is written beside its practices, held short by the gate, and signed by both sides."""
