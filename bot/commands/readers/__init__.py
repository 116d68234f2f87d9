"""One small reader for each type of argument: which shapes are its own, and what they mean."""
