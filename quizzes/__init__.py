"""Earning: what is asked, what it is worth, and what it counts toward."""
