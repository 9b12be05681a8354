"""Facts of one district: its bodies, matters, holidays and published cases.

organisation.json  centers, departments and other bodies, with codes
matters.csv        service matters: department, limits, materials, everyday words
holidays.json      rest days and make-up days by year; a year is provisional until the
                   State Council's notice for it is out
cases.jsonl        published cases, retold: what was asked, what stood in the way
"""
