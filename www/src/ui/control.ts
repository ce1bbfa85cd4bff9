import { h, uid } from "./dom.ts";
import { type IconName, icon } from "./icons.ts";

/** What a button looks like. */
export interface ControlOptions {
  /** The words on it, and its name for those who do not see it. */
  label: string;
  icon?: IconName;
  kind?: "primary" | "danger" | "plain" | "quiet";
  /** Shows the icon only. */
  compact?: boolean;
  submit?: boolean;
  /** Why it cannot be used. */
  blocked?: string | undefined;
}

/** A button that does nothing yet. */
export function control(options: ControlOptions): HTMLButtonElement {
  const { label, kind = options.compact ? "quiet" : "plain", compact, blocked } = options;
  const reason = blocked && uid("reason");
  return h(
    "button",
    {
      type: options.submit ? "submit" : "button",
      class: `button ${kind}${compact ? " compact" : ""}`,
      "aria-label": compact ? label : undefined,
      "aria-disabled": blocked ? "true" : undefined,
      "aria-describedby": reason,
      title: blocked ?? (compact ? label : undefined),
    },
    options.icon && icon(options.icon),
    !compact && h("span", null, label),
    reason && h("span", { id: reason, hidden: true }, blocked),
  );
}
