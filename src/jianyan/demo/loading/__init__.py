"""Loading a plan into the register: one file for each module's records.

Each record gets the state that its moves would have brought it to, with the trail row of every move
on the day it happened; rows go in by bulk inserts.
"""
