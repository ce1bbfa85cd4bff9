export interface Project {
  /** The project's files. The API knows no list of them. */
  readonly storage: Storage;
}

/** The project's files. The API knows no list of them. */
export class Storage {
  private constructor();
  free(): void;
  [Symbol.dispose](): void;
  /**
   * Stores a file at a path, which goes to the service exactly as it is. There is no timeout unless you set one. A
   * stream is sent once; browsers cannot send one and get its content in one piece.
   *
   * `POST /projects/{project}/storage/upload`
   */
  upload(path: string, data: UploadData, options?: TransferOptions): Promise<void>;
  /**
   * A file's bytes. There is no timeout unless you set one. Rejects with a `NotFoundError` when there is no file.
   *
   * `GET /projects/{project}/storage/download`
   */
  download(path: string, options?: TransferOptions): Promise<Uint8Array>;
  /**
   * A file as a `Blob`, which a browser may keep on disk.
   *
   * `GET /projects/{project}/storage/download`
   */
  downloadBlob(path: string, options?: TransferOptions): Promise<Blob>;
  /**
   * A file as a stream: the promise resolves when the first bytes can be read.
   *
   * `GET /projects/{project}/storage/download`
   */
  downloadStream(path: string, options?: TransferOptions): Promise<ReadableStream<Uint8Array>>;
}
