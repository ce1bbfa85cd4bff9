import { type ApiScope, can, type Project, RoomException } from "meshagent-wasm";
import { useState } from "react";
import { useGrants } from "./useGrants";

/** What can be asked of a scope, each with the target that the package's `can` wants to know. */
const QUESTIONS = {
  "read the file": (scope: ApiScope, path: string) => can(scope, "storage.read", { path }),
  "write the file": (scope: ApiScope, path: string) => can(scope, "storage.write", { path }),
  "send to the queue": (scope: ApiScope, queue: string) => can(scope, "queues.send", { queue }),
  "call agents": (scope: ApiScope) => can(scope, "agents.call"),
};
type Question = keyof typeof QUESTIONS;

/** Whether the scope allows it; a scope that cannot be judged is nothing to say yes to. */
function answer(question: Question, scope: ApiScope, target: string) {
  try {
    return QUESTIONS[question](scope, target) ? "yes" : "no";
  } catch (error) {
    if (error instanceof RoomException) return "unknown";
    throw error;
  }
}

/** A table of all grants, with an answer for each: no request is made to find it. */
export function Viewer({ project }: { project: Project }) {
  const { grants, done, error } = useGrants(project);
  const [question, setQuestion] = useState<Question>("read the file");
  const [target, setTarget] = useState("/shared/plan.md");

  const rows = grants.map((grant) => ({ ...grant, may: answer(question, grant.permissions, target) }));
  return (
    <main>
      <h1>Who may do what</h1>
      <p className="question">
        Who may{" "}
        <select aria-label="Action" value={question} onChange={(event) => setQuestion(event.target.value as Question)}>
          {Object.keys(QUESTIONS).map((each) => (
            <option key={each}>{each}</option>
          ))}
        </select>{" "}
        <input aria-label="Target" value={target} onChange={(event) => setTarget(event.target.value)} />?
      </p>
      {error ? (
        <p role="alert">{error.message}</p>
      ) : (
        <p role="status">
          {rows.filter(({ may }) => may === "yes").length} of {rows.length} grants{done ? "" : ", more are coming"}
        </p>
      )}
      <table>
        <thead>
          <tr>
            <th>Room</th>
            <th>User</th>
            <th>Granted</th>
            <th>May</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ room, user_id, permissions, may }) => (
            <tr key={`${room.id} ${user_id}`}>
              <td>{room.name}</td>
              <td>{user_id}</td>
              <td>{Object.keys(permissions).join(", ") || "nothing"}</td>
              <td data-may={may}>{may}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </main>
  );
}
