"""The demo: a site to walk around in, made in less than a minute and thrown away as easily.

Promises: it touches no database but its own; what its people have done was done through the same services as on a real
site; a half-built demo is never used; its mail stays on the machine.
Leaves to others: everything it shows.
"""
