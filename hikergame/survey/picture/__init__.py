"""Pictures of a survey, worth putting on a slide: SVG and PNG, by numpy and nothing else."""
