"""The street classifier: architecture, training, export."""
