import type { Files, Storage, TransferOptions } from "./index.js";

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

/** The files of one room or agent, to upload to and to download from. */
export interface FilesTarget {
  /** `project.files`. */
  files: Files;
  /** What has the files. */
  kind: "room" | "agent";
  /** The name of the room or agent. */
  name: string;
}

/** Options of `uploadFile`. */
export interface UploadFileOptions extends TransferOptions {
  /** The content type, for files of rooms and agents. Default: `application/octet-stream`. */
  contentType?: string | undefined;
}

/**
 * Uploads a file of the disk: to `project.storage`, or to the files of a room or agent. It is read while it is sent.
 *
 * With `onProgress` it is sent as a stream, which is not sent a second time when an attempt fails. Rejects with the
 * file system's own error, such as `ENOENT`, when the file cannot be read, and with what `upload` rejects with.
 */
export function uploadFile(
  target: Storage | FilesTarget,
  path: string,
  localPath: string,
  options?: UploadFileOptions,
): Promise<void>;

/**
 * Downloads a file to the disk: from `project.storage`, or from the files of a room or agent. It is written while it
 * arrives, beside its place under another name, and takes its place when it is complete: there is never a part of a
 * file at `localPath`, and what was there before stays until then.
 *
 * Rejects with what `downloadStream` rejects with, and with the file system's own error when it cannot be written; then
 * nothing is left behind.
 */
export function downloadFile(
  target: Storage | FilesTarget,
  path: string,
  localPath: string,
  options?: TransferOptions,
): Promise<void>;
