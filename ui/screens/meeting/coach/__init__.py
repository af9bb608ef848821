"""What an action lacks: said once under the line, marked on its row, and put right one by one."""
