import type {
  NewSecret,
  Page,
  RequestOptions,
  Secret,
  SecretUpdate,
  SecretVersion,
  SecretVersionValueResponse,
  ServiceAccount,
} from "meshagent-wasm";
import type { Session } from "./session.ts";

type Which = { page_size?: number; continuation_token?: string; filter?: string };

/** The secrets of one owner: the caller's own, or a service account's. Both have the same calls. */
export interface SecretStore {
  /** The service account that they belong to; nothing for one's own. */
  account?: ServiceAccount;
  list(which: Which, options: RequestOptions): Promise<Page<Secret>>;
  get(secret: string, options: RequestOptions): Promise<Secret>;
  create(secret: NewSecret, options: RequestOptions): Promise<Secret>;
  update(secret: string, change: SecretUpdate, options: RequestOptions): Promise<Secret>;
  delete(secret: string, options: RequestOptions): Promise<void>;
  versions(secret: string, options: RequestOptions): Promise<Page<SecretVersion>>;
  /** Gives a secret a new value, as bytes: those are never in the request log. */
  addVersion(secret: string, value: Uint8Array, current: boolean, options: RequestOptions): Promise<SecretVersion>;
  read(secret: string, version: string, options: RequestOptions): Promise<SecretVersionValueResponse>;
  deleteVersion(secret: string, version: string, options: RequestOptions): Promise<void>;
}

/** The caller's own secrets. */
export function ownSecrets({ meshagent, projectId }: Session): SecretStore {
  const secrets = meshagent.userSecrets;
  return {
    list: (which, options) => secrets.list(which, options),
    get: (secret, options) => secrets.get(secret, {}, options),
    create: (secret, options) => secrets.create({ ...secret, project_id: projectId }, options),
    update: (secret, change, options) => secrets.update(secret, change, options),
    delete: (secret, options) => secrets.delete(secret, options),
    versions: (secret, options) => secrets.listVersions(secret, options),
    addVersion: (secret, value, set_current, options) => secrets.createVersion(secret, { value, set_current }, options),
    read: (secret, version, options) => secrets.accessVersion(secret, version, options),
    deleteVersion: (secret, version, options) => secrets.deleteVersion(secret, version, options),
  };
}

/** The secrets of a service account. */
export function accountSecrets({ project }: Session, account: ServiceAccount): SecretStore {
  const secrets = project.serviceAccountSecrets;
  const { id } = account;
  return {
    account,
    list: (which, options) => secrets.list(id, which, options),
    get: (secret, options) => secrets.get(id, secret, {}, options),
    create: (secret, options) => secrets.create(id, secret, options),
    update: (secret, change, options) => secrets.update(id, secret, change, options),
    delete: (secret, options) => secrets.delete(id, secret, options),
    versions: (secret, options) => secrets.listVersions(id, secret, options),
    addVersion: (secret, value, set_current, options) =>
      secrets.createVersion(id, secret, { value, set_current }, options),
    read: (secret, version, options) => secrets.accessVersion(id, secret, version, options),
    deleteVersion: (secret, version, options) => secrets.deleteVersion(id, secret, version, options),
  };
}

/** How an address calls one's own secrets; service accounts are called by their names. */
export const OWN = "mine";

/** The secrets of the owner that an address names. */
export async function storeOf(session: Session, owner: string, signal: AbortSignal): Promise<SecretStore> {
  if (owner === OWN) return ownSecrets(session);
  return accountSecrets(session, await session.project.serviceAccounts.getByName(owner, { signal }));
}
