"""The readers of the tour who are let in: one in a hundred of all who come by.

Units are let in by a hash, so the same readers always belong to the same experiment.
"""

import json
import sys

from deploy.demo.customers import Visitors

ONE_IN_A_HUNDRED, READERS = 0.01, 200

_, experiment = sys.argv[1].split("/")
json.dump({"units": Visitors(experiment).let_in(ONE_IN_A_HUNDRED, READERS)}, sys.stdout)
