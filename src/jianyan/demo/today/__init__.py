"""The demo on the day it is loaded: the quiet years since 2020, and a small set of work under way.

What is told of 2017 to 2020 stays as it was drawn; everything here is dated from the loading day,
so that the demo committee is at work whenever it is looked at. The same day gives the same work.
"""
