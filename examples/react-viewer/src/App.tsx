import { Meshagent, type Project } from "meshagent-wasm";
import { type FormEvent, useState } from "react";
import { Viewer } from "./Viewer";

/** Asks for a service, a project and a token, then shows who may do what there. */
export function App() {
  const [project, setProject] = useState<Project>();
  const [fault, setFault] = useState("");
  if (project) return <Viewer project={project} />;

  function connect(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const field = new FormData(event.currentTarget);
    const text = (name: string) => String(field.get(name));
    try {
      // Nothing is sent yet; what is thrown here is about an address or a token that cannot be used.
      setProject(new Meshagent({ baseUrl: text("service"), token: text("token") }).project(text("project")));
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
    }
  }

  return (
    <form onSubmit={connect}>
      <h1>Who may do what</h1>
      <label>
        Service <input name="service" type="url" defaultValue="https://api.meshagent.com" required />
      </label>
      <label>
        Project <input name="project" required />
      </label>
      <label>
        Token <input name="token" type="password" autoComplete="off" required />
      </label>
      <button type="submit">Connect</button>
      <p role="alert">{fault}</p>
    </form>
  );
}
