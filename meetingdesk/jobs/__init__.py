"""What the command line can be asked to do, one module for each subject."""
