"""Running the house: serving it, keeping its schedule, telling whether it is well, writing down what happened.

Promises: an unsafe production does not start and says what to set; a child that dies is started again; logs name the
door and never the person, the address or what was typed.
Leaves to others: what happens behind the doors.
"""
