"""The delivery list: what to do with ready orders while OTO does not answer (rules.md section 7)."""
