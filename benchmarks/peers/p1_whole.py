"""P1 with whole units by SCIP and HiGHS, as JSON lines like those of the peers' scripts.

    PEERS_BENCH=folder python p1_whole.py --n 200 --peers scip scip-totals highs-tangents --cap-ratio 1.1986

    least money s.t. CV_k <= r L_k for every indicator; teachers move whole, multimedia rooms are bought
    whole, of a kind of staff at most floor(out_share s_ki) leave a section; the other stocks divisible

Columns as in the peers' county_model.py, but rooms are counted in rooms. `scip` is the MISOCP of their
P5, whose cones have the mean level as a column: sum w z^2 <= (1 + c^2) Z^2. `scip-totals` knows that
moves leave a total as it is, which makes the cones of staff convex squares under a constant. Whichever
is faster counts. SCIP 10.0 ends both by a fault of memory at 500 sections; `scip-no-nlp` is the first
without its nonlinear relaxations, and does not. `highs-tangents` is their P5's, too: tangents to
convergence on the LP, then MIPs of falling gap, tangents after each. Instances are those of gen.py, in PEERS_BENCH/instances, written if
they are not there. The clock is common.py of that folder: one thread, a process of its own for each run.

--limit is in processor seconds for SCIP, so that it loses nothing on a machine that is shared, and in
wall seconds for HiGHS, which has no other. The money and the violation of a line are computed from the
purchases and moves alone. first_plan_cpu_s is the processor time of the first plan that was found,
first_plan_objective its money.
"""

import os
import sys
import time

FOLDER = os.environ["PEERS_BENCH"]
sys.path.insert(0, FOLDER)

from common import Clock, arguments, measure  # noqa: E402 (sets the threads, before numpy)

import gen  # noqa: E402
import numpy as np  # noqa: E402
import scipy.sparse as sp  # noqa: E402
from county_model import MILLION, County  # noqa: E402

# As in the peers' P5.
GAP = 1e-4
LADDER = (1e-2, 1e-3, GAP)  # gaps of the MIPs between which tangents are added
FEASIBLE = 1e-5  # relative, of a CV: a row tolerance of 1e-6 moves it by about as much
FLOOR = 1e-9  # so that a share of a whole number that is whole is not rounded down for its last bit

WAITING = 5.0  # a process may take this many times its limit in wall seconds before it is ended


class WholeCounty(County):
    """The county with the columns of whole assets in units, and limits on moves rounded down."""

    def __init__(self, d):
        super().__init__(d)
        self.scale = np.ones(self.cols)  # column unit -> million yuan or persons
        self.whole_assets = [k for k in self.asset if self.ind[k]["whole"]]
        for k in self.whole_assets:
            self.scale[self.b(k)] = self.unit_cost[k] / MILLION

    def levels(self):
        E, e = super().levels()
        return sp.csc_matrix(E @ sp.diags(self.scale)), e

    def out_caps(self):
        O, o = super().out_caps()
        return O, np.floor(o + FLOOR)

    def costs(self):
        return super().costs() * self.scale

    def integers(self):
        return np.concatenate([self.b(k) for k in self.whole_assets] + [self.f(k) for k in self.staff])

    def judge(self, x, caps):
        """Round the whole columns, recompute everything from the actions; caps: of the CVs."""
        x = np.array(x)[: self.cols]
        whole = self.integers()
        fraction = abs(x[whole] - np.round(x[whole])).max()
        x[whole] = np.round(x[whole])
        stock, worst = self.s.copy(), max(0.0, -x[self.nz :].min())
        for k in self.asset:
            stock[k] += x[self.b(k)] * self.scale[self.b(k)] * MILLION / self.unit_cost[k]
        for k in self.staff:
            out = np.bincount(self.tail, x[self.f(k)], self.n)
            stock[k] += np.bincount(self.head, x[self.f(k)], self.n) - out
            worst = max(worst, (out - np.floor(self.out_share * self.s[k] + FLOOR)).max())
        cv = np.array([self.cv(stock[k] / self.norm[k]) for k in range(self.K)])
        over = cv / caps - 1
        return {
            "money": float(self.costs() @ x),
            "worst_ratio": float((cv / self.limit).max()),
            "violation": float(max(worst, over.max())),
            "fraction": float(fraction),
            "moves": int(sum(x[self.f(k)].sum() for k in self.staff)),
        }


def scip(totals=False, nlp=True):
    def solve(d, cap, limit_s):
        from pyscipopt import SCIP_EVENTTYPE, Eventhdlr, Model, quicksum

        class First(Eventhdlr):
            """Notes when the first plan was found, and what it costs."""

            found = {}

            def eventinit(self):
                self.model.catchEvent(SCIP_EVENTTYPE.BESTSOLFOUND, self)

            def eventexit(self):
                self.model.dropEvent(SCIP_EVENTTYPE.BESTSOLFOUND, self)

            def eventexec(self, event):
                if not self.found:
                    value = self.model.getSolObjVal(self.model.getBestSol())
                    self.found = {"first_plan_cpu_s": self.model.getSolvingTime(), "first_plan_objective": value}

        with Clock() as b:
            m = WholeCounty(d)
            caps = cap * m.limit
            s = Model()
            s.hideOutput()
            for name, value in {
                "timing/clocktype": 1,  # processor time
                "limits/time": limit_s,
                "limits/gap": GAP,
                "lp/threads": 1,
                "parallel/maxnthreads": 1,
                "nlp/disable": not nlp,
            }.items():
                s.setParam(name, value)
            first = First()
            s.includeEventhdlr(first, "first", "notes the first plan")
            whole, cost = set(m.integers().tolist()), m.costs()
            x = [
                s.addVar(vtype="I" if j in whole else "C", obj=float(cost[j]), lb=0.0)
                for j in range(m.cols)
            ]
            E, e = m.levels()
            O, o = m.out_caps()
            for M, right, equal in ((E, e, True), (O, o, False)):
                M = sp.csr_matrix(M)
                for r in range(M.shape[0]):
                    part = slice(M.indptr[r], M.indptr[r + 1])
                    sum_ = quicksum(float(v) * x[j] for j, v in zip(M.indices[part], M.data[part]))
                    s.addCons(sum_ == float(right[r]) if equal else sum_ <= float(right[r]))
            for k in range(m.K):
                square = quicksum(float(m.w[i]) * x[j] * x[j] for i, j in enumerate(m.z(k)))
                if totals and k in m.staff:
                    mean = float(m.w @ (m.s[k] / m.norm[k]))
                    s.addCons(square <= (1 + caps[k] ** 2) * mean**2)
                    continue
                Z = s.addVar(lb=0.0)
                s.addCons(quicksum(float(m.w[i]) * x[j] for i, j in enumerate(m.z(k))) == Z)
                s.addCons(square <= (1 + caps[k] ** 2) * Z * Z)
        with Clock() as c:
            s.optimize()
        line = {
            "build_s": b.s,
            "solve_s": c.s,
            "solve_cpu_s": c.cpu,
            "status": s.getStatus(),
            "bound": s.getDualbound(),
            "cap_ratio": cap,
            **first.found,
        }
        if s.getNSols() == 0:
            return {**line, "status": line["status"] + ", no point"}
        best = s.getBestSol()
        point = m.judge([s.getSolVal(best, v) for v in x], caps)
        return {**line, "objective": point["money"], "gap": s.getGap(), **point}

    return solve


def highs_tangents(d, cap, limit_s):
    import highspy
    from outer import Outer

    t0, cpu0 = time.perf_counter(), time.process_time()
    with Clock() as b:
        m = WholeCounty(d)
        caps = cap * m.limit
        lp = Outer(m, theta=False)
        lp.cap_rows(caps)
        lp.seed()
        cost = np.zeros(lp.cols)
        cost[: m.cols] = m.costs()
        lp.load(cost)

    def over():
        z = lp.levels()
        return max(m.cv(z[k]) / caps[k] - 1 for k in range(m.K))

    def left():
        return limit_s - (time.perf_counter() - t0)

    with Clock() as c:
        rounds, mips, result, state, relaxed = 0, 0, {}, "Time limit reached", None
        while left() > 0:
            relaxed = lp.solve()
            rounds += 1
            if over() <= 1e-6 or lp.separate() == 0:
                break
        whole = m.integers().astype(np.int32)
        lp.h.changeColsIntegrality(len(whole), whole, np.full(len(whole), 1, np.uint8))
        lp.h.setOptionValue("presolve", "on")
        lp.h.setOptionValue("solver", "choose")
        bound, gaps = relaxed, list(LADDER)
        while gaps and left() > 1:
            lp.h.setOptionValue("mip_rel_gap", gaps[0])
            lp.h.setOptionValue("time_limit", left())
            lp.solve()
            mips += 1
            info, state = lp.h.getInfo(), lp.h.modelStatusToString(lp.h.getModelStatus())
            bound = max(bound, info.mip_dual_bound)
            if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
                break
            point = m.judge(lp.x, caps)
            if point["violation"] <= FEASIBLE:
                gaps.pop(0)
                first = result.get("first_plan_cpu_s", time.process_time() - cpu0)
                if point["money"] < result.get("objective", np.inf):
                    begun = result.get("first_plan_objective", point["money"])
                    result = {"objective": point["money"], **point, "first_plan_cpu_s": first, "first_plan_objective": begun}
            elif "objective" not in result:
                result = {"violation": point["violation"]}
            lp.separate()
        if "objective" in result:
            result["gap"] = result["objective"] / bound - 1
        else:
            state += ", no point within the CV limits"
    return {
        "build_s": b.s,
        "solve_s": c.s,
        "solve_cpu_s": c.cpu,
        "bound": bound,
        "cap_ratio": cap,
        "rounds": rounds,
        "mips": mips,
        "status": state,
        **result,
    }


PEERS = {
    "scip": ("pyscipopt", scip()),
    "scip-totals": ("pyscipopt", scip(totals=True)),
    "scip-no-nlp": ("pyscipopt", scip(nlp=False)),
    "highs-tangents": ("highspy", highs_tangents),
}

if __name__ == "__main__":
    a = arguments(__doc__, [50, 200, 500], PEERS, **{"cap-ratio": (0.0, "CV caps / limits; 0: from caps.json")})
    for n in a.n:
        instance = gen.load("county", n, a.seed)
        ratio = a.cap_ratio
        if not ratio:
            from p1_least_cost import cap_ratio

            ratio = cap_ratio(instance)
        for peer in a.peers:
            package, solve = PEERS[peer]
            # measure ends a process a minute after the limit it is told: here in wall seconds.
            allowed = a.limit * (WAITING if peer.startswith("scip") else 1)
            measure("P1 whole", n, peer, package, solve, (instance, ratio, a.limit), allowed, a.reps)
