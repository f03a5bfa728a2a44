"""What certification boards ask for, as dated data with its source, and who aims at what.

Promises: a published program is frozen; a pursuit keeps the version it was begun with; what no published rule says
is shown as the board's to decide, never guessed. Leaves to others: where the hours come from (`hours`).
"""
