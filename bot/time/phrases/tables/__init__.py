"""The words of time in each language, and nothing but words."""
