import type { Session } from "../../app/session.ts";
import { formDialog } from "../../ui/dialog.ts";
import { h } from "../../ui/dom.ts";
import { note } from "../../ui/notice.ts";
import { toast } from "../../ui/toast.ts";
import type { Kind } from "./kind.ts";

/** Deletes something: at once where that can be undone, and otherwise once somebody has confirmed it. */
export async function deleteItem<T>({ project }: Session, kind: Kind<T>, item: T, done: () => unknown): Promise<void> {
  const name = kind.name(item);
  const text = `The ${kind.one} “${name}” is deleted.`;
  if (kind.restore) {
    await kind.delete(project, item);
    const undo = async () => {
      await kind.restore?.(project, item);
      toast(`The ${kind.one} “${name}” is back.`);
      done();
    };
    toast({ text, action: { label: "Undo", run: undo } });
    done();
    return;
  }
  formDialog({
    title: `Delete ${name}?`,
    body: note("warn", h("p", null, `${kind.lost} This cannot be undone.`)),
    submit: `Delete ${kind.one}`,
    danger: true,
    async run(signal) {
      await kind.delete(project, item, signal);
      return text;
    },
    done,
  });
}
