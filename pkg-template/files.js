// Files of the disk to the service and back, for Node.js.
import { randomUUID } from "node:crypto";
import { createReadStream, createWriteStream, openAsBlob } from "node:fs";
import { rename, rm, stat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { RoomException } from "./core.js";

/** A target's methods, with the same arguments for the project's storage and for the files of rooms and agents. */
function methods(target) {
  const { files, kind, name } = target ?? {};
  if (files && kind && name) {
    return {
      upload: (path, data, { contentType, ...options }) =>
        files.upload(kind, name, path, data, contentType === undefined ? {} : { content_type: contentType }, options),
      download: (path, options) => files.downloadStream(kind, name, path, options),
    };
  }
  if (typeof target?.downloadStream !== "function") {
    throw new RoomException("target: expected `project.storage` or `{ files: project.files, kind, name }`");
  }
  return {
    upload: (path, data, options) => target.upload(path, data, options),
    download: (path, options) => target.downloadStream(path, options),
  };
}

export async function uploadFile(target, path, localPath, options) {
  const { upload } = methods(target);
  // What is wrong with the file is said in the words of Node.js, such as ENOENT, before anything is sent.
  const { size } = await stat(localPath);
  const { onProgress } = options ?? {};
  if (!onProgress) return upload(path, await openAsBlob(localPath), { ...options });
  // Of a Blob nothing is told before its end.
  const stream = createReadStream(localPath);
  // Who reads it is told of its errors; when nobody does, they would end the process.
  stream.on("error", () => {});
  try {
    await upload(path, stream, { ...options, onProgress: ({ loaded }) => onProgress({ loaded, total: size }) });
  } finally {
    stream.destroy();
  }
}

export async function downloadFile(target, path, localPath, options) {
  const { download } = methods(target);
  const stream = await download(path, options);
  // In the same folder, so that it can take the file's place in one step.
  const partial = `${localPath}.${randomUUID()}.partial`;
  try {
    await pipeline(stream, createWriteStream(partial, { flags: "wx", flush: true }));
    await rename(partial, localPath);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}
