import { matrixView } from "./matrix.ts";
import { roleMatrixView } from "./role-matrix.ts";
import type { ViewContext } from "./view.ts";
import { whyView } from "./why.ts";

/** Who may do what in which room: roles on services of today, scopes on older ones; and why somebody has access. */
export default function view(context: ViewContext): HTMLElement {
  if (context.session.api === "older") return matrixView(context);
  return context.route.path[1] === "why" ? whyView(context) : roleMatrixView(context);
}
