// Uploads and downloads: bytes that pass by reference, and how far they are.

/** Whether the data is sent once; what cannot be asked is. */
export const _isStream = (data) => {
  try {
    return typeof data?.getReader === "function";
  } catch {
    return true;
  }
};

/** What fetch can send of the data, or undefined. */
export const _uploadBody = (data) => {
  if (typeof data === "string") return new TextEncoder().encode(data);
  try {
    const tag = Object.prototype.toString.call(data).slice(8, -1);
    const buffer = data.buffer ?? data;
    const bytes = ArrayBuffer.isView(data) || tag === "ArrayBuffer" || tag === "SharedArrayBuffer";
    // fetch refuses memory that another thread may be changing, or that can change its size.
    if (bytes && (buffer.resizable || Object.prototype.toString.call(buffer) === "[object SharedArrayBuffer]")) {
      return new Uint8Array(buffer, data.byteOffset ?? 0, data.byteLength).slice();
    }
    return bytes || _isStream(data) || tag === "Blob" || tag === "File" ? data : undefined;
  } catch {
    return undefined;
  }
};

// Reports each piece that passes, and the end; a listener that throws ends the transfer with its error.
const counted = (stream, total, guard, listener, whole) => {
  const reader = stream.getReader();
  let loaded = 0;
  let told = -1;
  const tell = (total) => {
    if (listener) guard.tell(listener, loaded, total);
    told = total;
  };
  return new ReadableStream({
    async pull(controller) {
      let piece;
      try {
        piece = await reader.read();
      } catch (cause) {
        whole?.end();
        throw guard.explain(cause);
      }
      if (piece.done) {
        if (told !== loaded) tell(loaded);
        whole?.end();
        return controller.close();
      }
      loaded += piece.value.byteLength;
      tell(total);
      controller.enqueue(piece.value);
    },
    cancel(reason) {
      whole?.end();
      return reader.cancel(reason);
    },
  });
};

// Reads a stream to its end. A second stream and a Response around it would cost as much as the reading.
const collected = async (stream, total, guard, listener) => {
  const reader = stream.getReader();
  const pieces = [];
  let loaded = 0;
  let told = -1;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    if (guard.stopped) {
      await reader.cancel();
      break;
    }
    if (!ArrayBuffer.isView(value)) throw new TypeError("a piece of the reply is something other than bytes");
    pieces.push(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
    loaded += value.byteLength;
    guard.tell(listener, loaded, total);
    told = total;
  }
  if (told !== loaded && !guard.stopped) guard.tell(listener, loaded, loaded);
  return { pieces, loaded };
};

// fetch cannot tell a browser's upload progress; XMLHttpRequest can.
const byXhr = (url, { method, headers, body, signal }, guard, listener) =>
  new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    const total = body.size ?? body.byteLength;
    let told = -1;
    xhr.open(method, url);
    xhr.responseType = "arraybuffer";
    for (const name in headers) xhr.setRequestHeader(name, headers[name]);
    xhr.upload.onprogress = ({ loaded }) => {
      told = loaded;
      guard.tell(listener, loaded, total);
    };
    xhr.onload = () => {
      if (told !== total) guard.tell(listener, total, total);
      const headers = new Headers();
      for (const line of xhr.getAllResponseHeaders().trim().split(/\r?\n/)) {
        const colon = line.indexOf(":");
        if (colon > 0) headers.append(line.slice(0, colon), line.slice(colon + 1).trim());
      }
      const { status, statusText } = xhr;
      const empty = [204, 205, 304].includes(status);
      resolve(new Response(empty ? null : xhr.response, { status, statusText, headers }));
    };
    xhr.onerror = () => reject(new TypeError("the connection failed"));
    signal.addEventListener("abort", () => xhr.abort());
    xhr.send(body);
  });

// Sends an upload, telling its progress where someone listens; `own` is the fetch that the caller brought.
export const _upload = async (send, own, url, init, guard, listener) => {
  const xhr = typeof XMLHttpRequest === "function";
  // Browsers, of which only service workers have no XHR, send streams over HTTP/2 at most, and most of them not at all.
  const browser = xhr || typeof ServiceWorkerRegistration === "function";
  if (browser && _isStream(init.body)) init.body = await new Response(init.body).blob();
  if (!listener) return send(url, init);
  if (xhr && !own) return byXhr(url, init, guard, listener);
  const { body } = init;
  const total = body.size ?? body.byteLength;
  if (browser) {
    const reply = await send(url, init);
    guard.tell(listener, total, total);
    return reply;
  }
  // A Blob's stream comes in pieces, and so tells how far it is.
  const stream = _isStream(body) ? body : (body.stream ? body : new Blob([body])).stream();
  init.body = counted(stream, total, guard, listener);
  return send(url, init);
};

// A reply's bytes in the form asked for.
export const _download = async (response, form, guard, listener) => {
  const stream = form === "stream";
  if (!listener && !stream) {
    return form === "blob" ? response.blob() : new Uint8Array(await response.arrayBuffer());
  }
  const { headers } = response;
  const length = headers.get("content-length");
  // The length of an encoded reply is not that of its bytes.
  const total = length === null || headers.get("content-encoding") ? undefined : Number(length);
  const body = response.body ?? new Response(new Uint8Array()).body;
  if (stream) return counted(body, total, guard, listener, guard.hold());
  const { pieces, loaded } = await collected(body, total, guard, listener);
  if (form === "blob") return new Blob(pieces, { type: headers.get("content-type") ?? "" });
  const whole = new Uint8Array(loaded);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
};
