import { copyButton } from "./button.ts";
import { field, input } from "./field.ts";

/** A value to read and to copy. */
export function shown(label: string, value: string): HTMLElement {
  const control = input({
    value,
    readonly: true,
    class: "mono",
    onfocus: (event) => (event.target as HTMLInputElement).select(),
  });
  return field(
    label,
    control,
    undefined,
    copyButton(() => value, `Copy the ${label}`, true),
  ).element;
}
