"""Bad evenings: faults of the two services and of the way to them, begun, watched and ended."""
