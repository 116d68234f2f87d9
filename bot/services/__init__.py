"""What happens, whoever caused it: a person or the clock."""
