"""The gap between policy and practice: what teachers do, beside what the guide covers."""
