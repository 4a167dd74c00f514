"""Records in other shapes, one small file for each format. `json` is our own, by a published schema."""
