"""Migrations: how older databases become newer ones."""
