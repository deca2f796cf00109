"""What teachers share: a prompt, a workflow, or an output they caught."""
