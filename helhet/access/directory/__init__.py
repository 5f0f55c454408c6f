"""The administered directory: who works where, read from a file that the region or municipality keeps."""
