"""What people type, in six languages, turned into instants, durations and rules, or into a question."""
