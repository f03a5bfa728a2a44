"""What the task queue itself does not do: try again, take over from a dead worker, do things at their time.

Promises: a task that a dead worker held runs again after its lease; a task that did not work out is tried three more
times, later each time; what is planned runs once, however many machines keep the time.
Leaves to others: what the tasks do. They must bear being run twice.
"""
