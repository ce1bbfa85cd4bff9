import { ParticipantToken, parseApiKey } from "meshagent-wasm";

/** What somebody signed in with, and whom that makes them, as far as the token tells. */
export interface Identity {
  kind: "API key" | "Participant token" | "Access token";
  /** The participant's name; the other kinds carry none. */
  name?: string;
  /** The key itself, to mint tokens with. */
  apiKey?: string;
}

export function identityOf(token: string): Identity {
  try {
    parseApiKey(token);
    return { kind: "API key", apiKey: token };
  } catch {
    // No API key, then.
  }
  try {
    return { kind: "Participant token", name: ParticipantToken.decode(token).name };
  } catch {
    return { kind: "Access token" };
  }
}
