"""What the bot says, as facts."""
