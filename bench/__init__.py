"""Measurements that can be run again. Never part of the test suite."""
