import { type ApiScope, ParticipantToken } from "meshagent-wasm";

/** Throws the package's own error, with the place of it, unless the value is a scope. */
export function mustBeScope(value: unknown): void {
  new ParticipantToken({ name: "" }).addApiGrant(value as ApiScope);
}
