"""The graph's nodes, one file each, named by its verb."""
