"""The documents of one meeting on their way: versions, approval, seal and corrections."""
