"""What the trainers of several models share."""
