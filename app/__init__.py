"""The map of the rooms. This file imports nothing.

One corridor: whatever happens to a ticket, whoever does it, goes the same way, each
room once, and comes back by return values only.

    door (web | api | scheduler | cli)  checks the shape, reads the clock once,
                                        opens the one transaction
      -> verb (casework)                loads narrow facts, asks permission
        -> rule (domain)                facts + command + now -> Decision, or a refusal
      -> register (store)               writes the Decision
    door                                commits, answers

Rooms, from the street to the core; each may import only what stands below it:

    factory     where all rooms meet: create_app(settings)
    supervise   web server and timer started together, stopped together
    cli         flask commands
    web         the pages: Flask, WTForms, Jinja
    api         the REST API: Flask, marshmallow
    scheduler   the timer: one more officer; APScheduler in one file
    casework    the verbs: one function for each thing done to a ticket
    notify      the messenger: outbox rows to channels
    reports     the figures: query, measure, table
    store       the register: the only room that knows SQL
    config      Settings from the environment, read once
    clock       now(): the only reading of the wall clock
    domain      the rules: standard library only

Beside them, without code: district (holidays, organisation, matters of one district,
replaced by another district) and translations (message catalogues).
"""
