"""The case page: one ticket in full, its ledgers, its file, and every act on it.

`show` draws the page, `acting` does what officers do, `acts` lists the acts with their
forms. What words they use stands beside them: `effects` (what an entry did to the
clocks), `telling` (the timeline), `turns` (whose turn it is).
"""
