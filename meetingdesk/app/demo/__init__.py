"""The fictional demonstration, and stores of any size for the benchmarks."""
