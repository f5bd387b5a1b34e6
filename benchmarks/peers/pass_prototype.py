"""P5 by the prototype of the strong model, as JSON lines like those of the peers' scripts.

    PEERS_BENCH=folder python pass_prototype.py --n 200 --cv 0.3

The prototype is solve_pass.py with what it imports, beside the peers' scripts in PEERS_BENCH; peers.sh
puts it there. It stops at a relative gap of 1e-4. first_plan_s is the wall time of its first plan. The
clock is common.py of that folder: one thread, a process of its own for each run, medians.
"""

import os
import sys

FOLDER = os.environ["PEERS_BENCH"]
sys.path.insert(0, FOLDER)

from common import Clock, arguments, measure  # noqa: E402 (sets the threads, before numpy)

import gen  # noqa: E402

GAP = 1e-4


def prototype(d, cv, limit_s):
    from p5_pass_mip import PassCounty
    from solve_pass import solve

    with Clock() as b:
        m = PassCounty(d)
    with Clock() as c:
        out, plan = solve(m, cv, close=limit_s, gap=GAP, say=lambda *words: None)
    line = {"build_s": b.s, "solve_s": c.s, "solve_cpu_s": c.cpu, "bound": out["bound"]}
    if plan is None:
        return {**line, "status": "no plan"}
    if "first plan" in out["marks"]:
        line["first_plan_s"] = out["marks"]["first plan"]
    status = "gap closed" if out["gap"] <= GAP else "gap left"
    point = m.judge(plan, cv)
    return {**line, "objective": point["money"], "gap": point["money"] / out["bound"] - 1, "status": status, **point}


PEERS = {"prototype": ("highspy", prototype)}

if __name__ == "__main__":
    a = arguments(__doc__, [20, 50, 200, 500], PEERS, cv=(0.5, "limit of every CV (default 0.5, the rule)"))
    for n in a.n:
        name = "P5" if a.cv == 0.5 else f"P5@{a.cv:g}"
        measure(name, n, "prototype", "highspy", prototype, (gen.load("county", n, a.seed), a.cv, a.limit), a.limit, a.reps)
