"""The words of each language, one table a file."""
