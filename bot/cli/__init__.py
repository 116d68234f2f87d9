"""What the operator types: `liaison …`."""
