/** The login of the `meshagent` command line. */
export interface CliSession {
  /** The bearer token; it belongs to `baseUrl` and must not be sent anywhere else. */
  token: string;
  /** The service the token came from. */
  baseUrl: string;
  /** When the token ends; absent when the command line did not note it. */
  expiresAt?: Date | undefined;
  /** The project that is active there, if one is. */
  projectId?: string | undefined;
}

/** Where to look for a login. */
export interface CliSessionOptions {
  /** The folder that holds `.meshagent`; the home directory by default. */
  home?: string | undefined;
  /** The service a login is wanted for; `MESHAGENT_API_URL` by default, and with neither whatever the profile has. */
  baseUrl?: string | undefined;
  /** The environment variables; those of the process by default. */
  env?: Readonly<Record<string, string | undefined>> | undefined;
}

/**
 * The token that the `meshagent` command line stored at login.
 *
 * The files are only read, never written or refreshed. There is no session, `undefined`, when nobody is logged in, the
 * login is for another service than the wanted one, or there is no home directory.
 *
 * @throws {RoomException} when the session has expired (the message says when), and when a file cannot be read or is
 *   not what the command line writes (the message names the file).
 */
export function cliSession(options?: CliSessionOptions): CliSession | undefined;
