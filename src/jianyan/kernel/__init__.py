"""The kernel: words in which every other floor is written.

Charter and Move say what may happen to a record, Figure says what may be counted, Period and Scope
say when and where, rules say for whom. No tables and no HTTP.
"""
