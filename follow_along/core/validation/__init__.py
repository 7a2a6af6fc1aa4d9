"""How session, figure and settings files are validated.

pydantic is imported by `validate` and `json_schema` alone: a start that finds every file in the
cache imports neither.
"""
