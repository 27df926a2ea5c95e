"""The question after an outage or a pause: which of the orders that became too old still go?"""
