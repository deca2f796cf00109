"""What colleagues report when they tried a practice: "I tried it"."""
