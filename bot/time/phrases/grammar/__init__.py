"""The grammar of phrases of time: lines of it, and what each makes of the words it finds."""
