"""Judge a plan for a county by the check of the peers' scripts, which knows neither us nor a solver.

    PEERS_BENCH=folder python judge.py county-200.json plan.json [--cap-ratio R] [--budget-factor F] [--coupled 1]

plan.json is what `peers -solution plan.json` wrote. Prints one JSON object: money in million yuan, the
worst ratio of a CV to its limit, and the largest violation of caps (with --cap-ratio), of the budget
(with --budget-factor) and of what may leave a section.
"""

import argparse
import json
import os
import sys

sys.path.insert(0, os.environ["PEERS_BENCH"])

import numpy as np  # noqa: E402
from county_model import MILLION, County  # noqa: E402


def columns(m, plan):
    """The plan as the columns of County.check, whose levels are left at 0: it does not read them."""
    x = np.zeros(m.cols)
    name = {q["name"]: k for k, q in enumerate(m.ind)}
    for indicator, quantity in plan.get("buy", {}).items():
        k = name[indicator]
        x[m.b(k)] = np.array(quantity) * m.unit_cost[k] / MILLION
    for indicator, moves in plan.get("move", {}).items():
        f = m.f(name[indicator])
        for arc, quantity in moves:
            x[f[arc]] += quantity
    return x


if __name__ == "__main__":
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    ap.add_argument("instance")
    ap.add_argument("plan")
    ap.add_argument("--cap-ratio", type=float)
    ap.add_argument("--budget-factor", type=float)
    ap.add_argument("--coupled", type=int, default=0)
    a = ap.parse_args()
    with open(a.instance) as f:
        m = County({**json.load(f), "coupled": bool(a.coupled)})
    with open(a.plan) as f:
        plan = json.load(f)
    budget = m.budget * a.budget_factor if a.budget_factor else None
    print(json.dumps(m.check(columns(m, plan), caps=a.cap_ratio, budget=budget)))
