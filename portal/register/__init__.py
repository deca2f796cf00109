"""What is known of the AI tools in use: when one changes, what rests on it is looked at again."""
