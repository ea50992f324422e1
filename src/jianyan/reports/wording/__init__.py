"""核数：一篇文字里的数、单位和它自己写下的算术。

Pure Python: no table, no request. `examine(text)` reads the numbers of a text, finds the sums,
shares, rates and growths that it claims, and says of each whether it holds.
"""
