"""The first days of each repetition, by an implementation that nobody here wrote (python-dateutil).

Reads lines of a rule, its first moment and how many are wanted, parted by tabs; writes the moments of each in a line.
"""

import sys
from datetime import datetime
from itertools import islice, takewhile

from dateutil.rrule import rrulestr

for line in sys.stdin:
    rule, first, wanted = line.rstrip("\n").split("\t")
    start = datetime.fromisoformat(first)
    given = rrulestr(rule, dtstart=start)
    near = takewhile(lambda at: at.year <= start.year + 30, given)
    print(" ".join(at.isoformat() for at in islice(near, int(wanted))))
