"""What the window reads of the ledger: plain values, read in a thread of their own."""
