"""What pages, the API and reports ask of the register, by desk.

Each question is one select and answers with small frozen values; each is asked for
one district, and nothing of another district can be in the answer.
"""
