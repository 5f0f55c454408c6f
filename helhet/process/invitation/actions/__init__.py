"""The only place that calls, answers and changes who takes part. One module for each of the three."""

