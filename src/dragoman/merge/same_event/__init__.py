"""Events in many documents that are one occurrence, and documents that tell of one.

documents > topics (one occurrence each) | events > compare (two events) | groups, each with what joined it
"""
