"""Words as they are matched: irregular forms, and names in another script."""
