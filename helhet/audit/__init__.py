"""What happened and who read what. Rows only come; none is changed or taken away."""
