import type { Project, ProjectRepository, RepositoryToken } from "meshagent-wasm";
import { moment } from "../../app/time.ts";
import { formDialog, Incomplete, showDialog } from "../../ui/dialog.ts";
import { h } from "../../ui/dom.ts";
import { checkbox, ticked } from "../../ui/field.ts";
import { note } from "../../ui/notice.ts";
import { shown } from "../../ui/shown.ts";

/** Makes a token with which a container client signs in to the registry. */
export function registryTokenDialog({ repositories }: Project, { id, name }: ProjectRepository): void {
  const boxes = [
    ["pull", checkbox("Pull images", true)],
    ["push", checkbox("Push images", false)],
  ] as const;
  const problem = h("p", { class: "problem", role: "alert" });
  let made: RepositoryToken | undefined;
  formDialog({
    title: `A token for ${name}`,
    body: [
      h(
        "fieldset",
        { class: "stack tight" },
        h("legend", { class: "sr" }, "What it allows"),
        boxes.map(([, box]) => box),
      ),
      problem,
    ],
    submit: "Make the token",
    async run(signal) {
      const actions = boxes.filter(([, box]) => ticked(box)).map(([action]) => action);
      problem.textContent = actions.length > 0 ? "" : "Tick what the token allows.";
      if (actions.length === 0) throw new Incomplete();
      made = await repositories.createToken(id, { actions }, { signal });
      return undefined;
    },
    done() {
      if (made) tokenDialog(name, made);
    },
  });
}

function tokenDialog(name: string, { token, expires_at }: RepositoryToken): void {
  showDialog(
    `The token for ${name}`,
    [
      note(
        "warn",
        h("p", null, h("strong", null, "It is shown only now."), ` It works until ${moment(new Date(expires_at))}.`),
      ),
      shown("Token", token),
    ],
    { keep: true },
  );
}
