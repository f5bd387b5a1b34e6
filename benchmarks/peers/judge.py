"""Judge a plan for a county by the check of the peers' scripts, which knows neither us nor a solver.

    PEERS_BENCH=folder python judge.py county-200.json plan.json [--cap-ratio R] [--budget-factor F] [--coupled 1]
    PEERS_BENCH=folder python judge.py county-200.json plan.json --whole 1 [--cap-ratio R] [--budget-factor F]
    PEERS_BENCH=folder python judge.py county-200.json plan.json --cv 0.3

plan.json is what `peers -solution plan.json` wrote. Prints one JSON object: money in million yuan, the
worst ratio of a CV to its limit or, with --cv (P5), the worst CV, and the largest violation of caps
(with --cap-ratio or --cv), of the budget (with --budget-factor), of thresholds (with --cv) and of what
may leave a section. With --whole and --cv units are whole, and fraction is by how much they were not.
"""

import argparse
import json
import os
import sys

sys.path.insert(0, os.environ["PEERS_BENCH"])

import numpy as np  # noqa: E402
from county_model import MILLION, County  # noqa: E402


def columns(m, plan):
    """The plan as the columns of a county, whose levels are left at 0: no check reads them."""
    x = np.zeros(m.cols)
    scale = getattr(m, "scale", np.ones(m.cols))
    name = {q["name"]: k for k, q in enumerate(m.ind)}
    for indicator, quantity in plan.get("buy", {}).items():
        k = name[indicator]
        x[m.b(k)] = np.array(quantity) * m.unit_cost[k] / MILLION / scale[m.b(k)]
    for indicator, moves in plan.get("move", {}).items():
        f = m.f(name[indicator])
        for arc, quantity in moves:
            x[f[arc]] += quantity
    for indicator, quantity in plan.get("hire", {}).items():
        x[m.hire(name[indicator])] = quantity
    return x


def excused(m, x):
    """The excuse of every section goes to the indicator that is furthest below its threshold."""
    stock = m.s.copy()
    for k in m.asset:
        stock[k] += x[m.b(k)] * m.scale[m.b(k)] * MILLION / m.unit_cost[k]
    for k in m.staff:
        f = x[m.f(k)]
        stock[k] += np.bincount(m.head, f, m.n) - np.bincount(m.tail, f, m.n) + x[m.hire(k)]
    level = stock / m.norm
    lowest = level.argmin(axis=0)
    for i in range(m.n):
        x[m.y(lowest[i])[i]] = level[lowest[i], i] < 1
    return x


def judged(d, plan, a):
    if a.cv:
        from p5_pass_mip import PassCounty

        m = PassCounty(d)
        return m.judge(excused(m, columns(m, plan)), a.cv)
    if a.whole:
        from p1_whole import WholeCounty

        m = WholeCounty(d)
        caps = a.cap_ratio * m.limit if a.cap_ratio else np.full(m.K, np.inf)
        result = m.judge(columns(m, plan), caps)
        if a.budget_factor:
            over = result["money"] / (m.budget * a.budget_factor) - 1
            result["violation"] = max(result["violation"], over)
        return result
    m = County({**d, "coupled": bool(a.coupled)})
    budget = m.budget * a.budget_factor if a.budget_factor else None
    return m.check(columns(m, plan), caps=a.cap_ratio, budget=budget)


if __name__ == "__main__":
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    ap.add_argument("instance")
    ap.add_argument("plan")
    ap.add_argument("--cap-ratio", type=float)
    ap.add_argument("--budget-factor", type=float)
    ap.add_argument("--coupled", type=int, default=0)
    ap.add_argument("--whole", type=int, default=0)
    ap.add_argument("--cv", type=float)
    a = ap.parse_args()
    with open(a.instance) as f:
        instance = json.load(f)
    with open(a.plan) as f:
        print(json.dumps(judged(instance, json.load(f), a)))
