"""The district's words: subjects, grades, tasks, tools, and what can go wrong."""
