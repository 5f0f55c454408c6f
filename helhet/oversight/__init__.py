"""Afterwards: who has read what, looked through by those whose task it is, and lists that are to be confirmed."""
