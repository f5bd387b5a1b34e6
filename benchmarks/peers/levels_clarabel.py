"""The levels problem by Clarabel, in two forms, as JSON lines like those of the peers' scripts.

    PEERS_BENCH=folder python levels_clarabel.py --n 200 --case tight --peers clarabel clarabel-eliminated

    min  sum_a c_a f_a + H sum_i h_i     z = s + in - out + h,   f, h >= 0,   outflow_i <= u_i,
         z_i >= l_i p_i,   || z / sqrt(p) || <= sqrt((1 + cap^2) / sum p) * sum z

`clarabel` keeps z as columns, which keeps the cone sparse; `clarabel-eliminated` puts z = s + M x into
every row. Whichever is faster counts. Instances are those of `peers -levels`, in PEERS_BENCH/instances.
The clock is common.py of that folder: one thread, a process of its own for each run, medians.
"""

import argparse
import json
import os
import sys

FOLDER = os.environ["PEERS_BENCH"]
sys.path.insert(0, FOLDER)

from common import Clock, measure  # noqa: E402 (sets the threads, before numpy)

import numpy as np  # noqa: E402
import scipy.sparse as sp  # noqa: E402


class Levels:
    """An instance as arrays; columns x are the flows, then the hires if there are any."""

    def __init__(self, d):
        self.n = d["n"]
        self.p, self.s, self.u = (np.array(d[k], float) for k in ("pupils", "staff", "out_at_most"))
        self.least = np.array(d["least"], float) * self.p
        self.cap = d["cap"]
        arcs = np.array(d["arcs"], float).reshape(-1, 3)
        self.tail, self.head = arcs[:, 0].astype(int), arcs[:, 1].astype(int)
        flows, hires = len(arcs), self.n if d["hire_cost"] > 0 else 0
        self.cols = flows + hires
        self.cost = np.concatenate([arcs[:, 2], np.full(hires, d["hire_cost"])])
        a = np.arange(flows)
        moved = sp.csr_matrix(
            (
                np.concatenate([np.ones(flows), -np.ones(flows)]),
                (np.concatenate([self.head, self.tail]), np.concatenate([a, a])),
            ),
            shape=(self.n, flows),
        )
        hired = sp.identity(self.n, format="csr")[:, :hires]
        self.change = sp.hstack([moved, hired]).tocsr()  # z = s + change x
        self.out = sp.csr_matrix((np.ones(flows), (self.tail, a)), shape=(self.n, self.cols))

    def check(self, x):
        """Recompute everything from flows and hires alone."""
        x = np.asarray(x)[: self.cols]
        z = self.s + self.change @ x
        level = z / self.p
        w = self.p / self.p.sum()
        mean = w @ level
        worst = max(0.0, -x.min(), (self.out @ x - self.u).max())
        bound = self.least > 0
        if bound.any():
            worst = max(worst, (1 - z[bound] / self.least[bound]).max())
        if self.cap is not None:
            worst = max(worst, np.sqrt(w @ (level - mean) ** 2) / mean / self.cap - 1)
        return {"money": float(self.cost @ x), "violation": float(worst)}

    def kept(self, cb):
        """Columns x, z: (q, A, b, cones)."""
        n, one = self.n, sp.identity(self.n)
        none = sp.csr_matrix((n, self.cols))
        rows = [
            sp.hstack([self.change, -one]),
            sp.hstack([-sp.identity(self.cols), sp.csr_matrix((self.cols, n))]),
            sp.hstack([self.out, sp.csr_matrix((n, n))]),
            sp.hstack([none, -one]),
        ]
        rhs = [-self.s, np.zeros(self.cols), self.u, -self.least]
        cones = [cb.ZeroConeT(n), cb.NonnegativeConeT(self.cols + 2 * n)]
        if self.cap is not None:
            t = np.sqrt((1 + self.cap**2) / self.p.sum())
            rows.append(sp.csr_matrix(np.concatenate([np.zeros(self.cols), np.full(n, -t)])))
            rows.append(sp.hstack([none, -sp.diags(1 / np.sqrt(self.p))]))
            rhs.append(np.zeros(n + 1))
            cones.append(cb.SecondOrderConeT(n + 1))
        cost = np.concatenate([self.cost, np.zeros(n)])
        return cost, sp.vstack(rows).tocsc(), np.concatenate(rhs), cones

    def eliminated(self, cb):
        """Columns x only: (q, A, b, cones)."""
        n = self.n
        rows = [-sp.identity(self.cols), self.out, -self.change]
        rhs = [np.zeros(self.cols), self.u, self.s - self.least]
        cones = [cb.NonnegativeConeT(self.cols + 2 * n)]
        if self.cap is not None:
            t = np.sqrt((1 + self.cap**2) / self.p.sum())
            rows.append(sp.csr_matrix(-t * np.asarray(self.change.sum(axis=0))))
            rows.append(-sp.diags(1 / np.sqrt(self.p)) @ self.change)
            rhs += [np.array([t * self.s.sum()]), self.s / np.sqrt(self.p)]
            cones.append(cb.SecondOrderConeT(n + 1))
        return self.cost, sp.vstack(rows).tocsc(), np.concatenate(rhs), cones


def clarabel(form):
    def solve(d, limit_s):
        import clarabel as cb

        with Clock() as built:
            m = Levels(d)
            q, A, b, cones = getattr(m, form)(cb)
            st = cb.DefaultSettings()
            st.verbose, st.max_threads, st.time_limit = False, 1, limit_s
            none = sp.csc_matrix((len(q), len(q)))
        with Clock() as c:
            sol = cb.DefaultSolver(none, q, A, b, cones, st).solve()
        return {
            "build_s": built.s,
            "solve_s": c.s,
            "solve_cpu_s": c.cpu,
            "objective": sol.obj_val,
            "status": str(sol.status),
            "gap": abs(sol.obj_val - sol.obj_val_dual) / max(1e-9, abs(sol.obj_val)),
            **m.check(sol.x),
        }

    return solve


PEERS = {"clarabel": clarabel("kept"), "clarabel-eliminated": clarabel("eliminated")}

if __name__ == "__main__":
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    ap.add_argument("--n", type=int, nargs="+", default=[200])
    ap.add_argument("--case", default="tight")
    ap.add_argument("--peers", nargs="+", choices=list(PEERS), default=list(PEERS))
    ap.add_argument("--limit", type=float, default=120.0, help="seconds for one run")
    ap.add_argument("--reps", type=int, default=3, help="repetitions of short runs")
    a = ap.parse_args()
    for n in a.n:
        with open(os.path.join(FOLDER, "instances", f"levels-{a.case}-{n}.json")) as f:
            instance = json.load(f)
        for peer in a.peers:
            measure("levels", n, peer, "clarabel", PEERS[peer], (instance, a.limit), a.limit, a.reps)
