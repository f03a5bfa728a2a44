"""What people write for themselves in lessons.

Promises: a reflection is its writer's alone until they share it; it is saved on the server, never in the browser.
"""
