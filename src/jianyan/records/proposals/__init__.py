"""提案：提交、审查、交办、办理、答复、评价、督办与跟踪，一件提案的全过程。

依据全国政协提案工作条例和本级提案工作条例，由提案委员会会同党委、政府督查机构办理；各地不同之处写在规程里。
房间自下而上：cases 案、tasks 单位任务、replies 答复、ratings 评价、followup 跟踪、drafting 起草、reviewing 审查、
assigning 交办、overview 总览；上层用下层，下层不知上层。
"""
