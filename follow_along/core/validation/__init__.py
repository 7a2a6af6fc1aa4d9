"""How a file is checked: its keys, its values, and its mistakes in words."""
