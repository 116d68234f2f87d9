"""Liaison, a chat-ops bot for joint task forces."""
