"""The verbs: one function for each thing done to a ticket.

A verb loads narrow facts, asks permission, calls one rule and has the register write
the decision. It opens no transaction, reads no clock and knows no page.
("service" means 政务服务 in this project, so this room is called casework.)
"""
