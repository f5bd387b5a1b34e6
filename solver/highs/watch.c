//go:build cgo && !nohighs

#include "_cgo_export.h"
#include "capi.h"

static double item(const HighsCallbackDataOut* out, const char* name) {
  const double* p = Highs_getCallbackDataOutItem(out, name);
  return p ? *p : 0;
}

static int64_t nodes(const HighsCallbackDataOut* out) {
  const int64_t* p = Highs_getCallbackDataOutItem(out, "mip_node_count");
  return p ? *p : 0;
}

/* How many pivots pass between two messages: few enough to be heard of within a
 * second on the largest problems, so many that a call of Go weighs nothing. */
enum { pivots_between = 100 };

/* Pivots of an LP; those inside a search are not counted here. */
static void on_pivot(const HighsCallbackDataOut* out, eduparity_watch* watch) {
  const hint* p = Highs_getCallbackDataOutItem(out, "simplex_iteration_count");
  if (!p || *p < watch->next) return;
  watch->next = *p + pivots_between;
  eduparity_pivots(watch->report, *p);
}

/* HiGHS asks often whether to stop: the answer is a flag in C memory, so that no
 * Go code runs inside the simplex method. Progress is rare, so it may call Go. */
static void on_event(int type, const char* message, const HighsCallbackDataOut* out,
                     HighsCallbackDataIn* in, void* data) {
  eduparity_watch* watch = data;
  (void)message;
  switch (type) {
    case eduparity_MipImprovingSolution:
      if (out)
        eduparity_improved(watch->report, item(out, "objective_function_value"),
                           (double*)Highs_getCallbackDataOutItem(out, "mip_solution"));
      /* fall through */
    case eduparity_MipLogging:
      if (out)
        eduparity_progress(watch->report, nodes(out), item(out, "mip_primal_bound"),
                           item(out, "mip_dual_bound"));
      break;
    case eduparity_SimplexInterrupt:
      if (watch->pivots && out) on_pivot(out, watch);
      /* fall through */
    default:
      /* The flag to stop is the first field, which HiGHS promises not to move. */
      if (in && __atomic_load_n(&watch->stop, __ATOMIC_RELAXED)) *(int*)in = 1;
  }
}

static const hint interrupts[] = {eduparity_SimplexInterrupt, eduparity_IpmInterrupt,
                                  eduparity_MipInterrupt};
static const hint reports[] = {eduparity_MipImprovingSolution, eduparity_MipLogging};

hint eduparity_watch_start(void* highs, eduparity_watch* watch) {
  if (Highs_setCallback(highs, on_event, watch) == eduparity_Error) return eduparity_Error;
  for (int i = 0; i < 3; i++)
    if (Highs_startCallback(highs, interrupts[i]) == eduparity_Error) return eduparity_Error;
  if (watch->search)
    for (int i = 0; i < 2; i++)
      if (Highs_startCallback(highs, reports[i]) == eduparity_Error) return eduparity_Error;
  return 0;
}

hint eduparity_watch_end(void* highs) { return Highs_setCallback(highs, 0, 0); }
