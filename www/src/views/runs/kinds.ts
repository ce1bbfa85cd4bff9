import type { Kind } from "./kind.ts";
import { agents } from "./kinds/agents.ts";
import { domains } from "./kinds/domains.ts";
import { feeds } from "./kinds/feeds.ts";
import { mailboxes } from "./kinds/mailboxes.ts";
import { repositories } from "./kinds/repositories.ts";
import { routes } from "./kinds/routes.ts";
import { services } from "./kinds/services.ts";
import { tasks } from "./kinds/tasks.ts";

/** All that runs in a project. A new kind is one more name here. */
export const KINDS: Kind<unknown>[] = [services, agents, routes, domains, mailboxes, tasks, feeds, repositories];
