"""What a lesson is made of: StreamField blocks to read, to do, to watch and listen to.

Promises: field names are those of the course package format (`block_id` is its `id`); every block shows without
script; a block that takes time says how many minutes and on what basis; a block a person answers keeps a `block_id`
that is the same in every language. Leaves to others: what a lesson counts for (`courses.catalog`), what people write
into it (`courses.reflections`).
"""
