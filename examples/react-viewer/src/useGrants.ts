import type { Project, ProjectRoomGrant } from "meshagent-wasm";
import { useEffect, useState } from "react";

const PAGE = 100;

/** All grants of a project; `grants` grows page by page while they arrive. */
export function useGrants(project: Project) {
  const [grants, setGrants] = useState<ProjectRoomGrant[]>([]);
  const [done, setDone] = useState(false);
  const [error, setError] = useState<Error>();

  useEffect(() => {
    const stop = new AbortController();
    async function load() {
      const all: ProjectRoomGrant[] = [];
      for await (const grant of project.grants.iterate({ page_size: PAGE }, { signal: stop.signal })) {
        all.push(grant);
        if (all.length % PAGE === 0) setGrants([...all]);
      }
      setGrants(all);
      setDone(true);
    }
    load().catch((error) => {
      if (!stop.signal.aborted) setError(error);
    });
    // Whoever leaves before the end ends the request that is on its way.
    return () => stop.abort();
  }, [project]);

  return { grants, done, error };
}
