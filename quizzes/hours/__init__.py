"""The ledger of training hours: what a person has earned, minute by minute, row by row.

Promises: rows are only added, each chained by checksum to the one before; totals are the sum of the rows; the same
module pays once, whatever is retried, republished or translated; a mistake is answered by its opposite, once.
Leaves to others: when a module has earned its minutes (`journey`), what a board makes of them (`programs`).
"""
