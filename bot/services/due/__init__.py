"""What is due: found, done and said, each occurrence once."""
