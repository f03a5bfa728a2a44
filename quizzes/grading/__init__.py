"""Arithmetic of scores: partial credit by named schemes, totals, which try counts.

Promises: pure functions on `Decimal`, one rounding at the end, every scheme under the name the field gave it and
tested by table. Leaves to others: what was asked (`questions`), who answered (`attempts`).
"""
