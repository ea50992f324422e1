"""Advice (智能辅助): like records, category, unit, the make of a draft, what a reply leaves unanswered.

It advises with a reason and never decides, says nothing when unsure, learns per committee from what
every member of it may read, and shows nobody a record that is not theirs to see. All of it is
counting of character pairs: no model server, nothing sent anywhere.
"""
