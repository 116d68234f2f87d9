"""What is true: tables and their rules; no input or output, no words, no clock."""
