import type { CustomDomain, CustomDomainDnsRecord, NewCustomDomain } from "meshagent-wasm";
import { copyable } from "../../../ui/button.ts";
import { h } from "../../../ui/dom.ts";
import { list } from "../../../ui/list.ts";
import { empty } from "../../../ui/notice.ts";
import type { ViewContext } from "../../view.ts";
import { ago, madeFact, state } from "../cells.ts";
import { byToken, type Kind } from "../kind.ts";

export const domains: Kind<CustomDomain> = {
  id: "domains",
  title: "Domains",
  one: "domain",
  icon: "domain",
  about: "Domains of your own, under which routes can be made.",
  purpose: "With a domain of your own, routes have addresses that people know you by.",
  columns: [
    { title: "State", width: "30%", cell: phase },
    { title: "Added", cell: ({ created_at }) => ago(created_at) },
  ],

  list: (project, which, signal) => byToken(which, (part) => project.customDomains.list(part, { signal })),
  get: (project, domain, signal) => project.customDomains.get(domain, { signal }),
  key: ({ domain }) => domain,
  name: ({ domain }) => domain,
  facts: (domain) => [
    ["State", phase(domain)],
    ["Certificate", domain.certificate_state ?? "Not asked for yet"],
    madeFact(domain.created_at),
  ],
  sections: (context, domain) => [recordsOf(context, domain), conditionsOf(domain)],

  document: ({ domain }) => ({ domain }),
  example: () => ({ domain: "apps.example.com" }),
  called: ["domain"],
  async create(project, domain, _room, signal) {
    const made = await project.customDomains.create(domain as NewCustomDomain, { signal });
    return made.domain;
  },
  delete: (project, { domain }, signal) => project.customDomains.delete(domain, { signal }),
  lost: "Its certificate and everybody's rights on it go with it, and routes under it stop.",
  creates: "create domains",
  policy: ({ domain }) => ({ type: "custom_domain", id: domain }),
};

function phase({ phase, available }: CustomDomain): HTMLElement {
  const bad = phase === "failed" || phase === "degraded";
  return state(phase, available && !bad ? "ok" : bad || phase.startsWith("pending") ? "warn" : "");
}

/** The records that whoever has the domain has to set. */
function recordsOf({ signal }: ViewContext, domain: CustomDomain): HTMLElement {
  const { dns_authorization_record, routing_records } = domain;
  const items = [...(dns_authorization_record ? [dns_authorization_record] : []), ...(routing_records ?? [])];
  const records = list<CustomDomainDnsRecord>({
    label: "DNS records to set",
    signal,
    size: Math.max(1, items.length),
    fetch: async () => ({ items, total: items.length }),
    empty: () => empty("No records to set", "The service asks for none."),
    columns: [
      { title: "Name", kind: "main", width: "46%", cell: ({ name }) => copyable(name, `Copy the name ${name}`) },
      { title: "Type", width: "90px", cell: ({ type }) => h("code", null, type) },
      { title: "Says", cell: ({ data }) => copyable(data, `Copy what it says: ${data}`) },
    ],
  });
  void records.reload();
  return h(
    "section",
    { class: "stack", "aria-label": "DNS records" },
    h("h2", null, "DNS records to set"),
    records.element,
  );
}

function conditionsOf({ conditions }: CustomDomain): HTMLElement | undefined {
  if (!conditions?.length) return undefined;
  return h(
    "section",
    { class: "stack", "aria-label": "Checks" },
    h("h2", null, "What was found"),
    h(
      "ul",
      { class: "card conditions" },
      conditions.map(({ type, status, reason, message, observed_at }) =>
        h(
          "li",
          null,
          state(type, status === "true" ? "ok" : "warn"),
          h("span", null, message || reason),
          ago(observed_at),
        ),
      ),
    ),
  );
}
