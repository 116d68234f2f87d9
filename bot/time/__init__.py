"""When it is: phrases, recurrences, working weeks, clocks."""
