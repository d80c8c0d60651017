"""The law in sentences: one feature file for each letter, notice or order."""
