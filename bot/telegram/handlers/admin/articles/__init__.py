"""The articles that admins look at and correct."""
