"""What the window is given: codes and plain values, no sentences (`ui/texts.py` has those).

Imports nothing but the standard library, so that the window can be painted before the ledger's
libraries are loaded. Times are aware UTC of Foodics' clock; amounts are texts with the currency's
minor digits ("86.25"). Names and texts are as they came: untrusted, without direction marks.
"""
