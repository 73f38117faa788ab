"""The street detector: architecture, training, export."""
