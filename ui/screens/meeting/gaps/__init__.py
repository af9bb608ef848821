"""What a meeting still lacks, on its screen."""
