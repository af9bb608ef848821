"""What the record of a meeting still lacks, found while it can be mended."""
