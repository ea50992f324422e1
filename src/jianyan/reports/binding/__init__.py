"""旧稿转模板：一篇旧稿里的空位和数各指哪个指标，由前后的话对照指标词典和行业用语看出。

`bind.bind(text, dictionary)` finds the places; what a person agreed to is kept by `agreed`.
"""
