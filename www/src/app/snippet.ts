/** The code of a call: `await project.rooms.get("support")`. */
export function snippet(method: string, args: unknown[]): string {
  const shown = args.map((arg) => literal(arg)).filter((arg) => arg !== undefined);
  const call = `${method}(${shown.join(", ")})`;
  return method.includes(".iterate") ? `for await (const each of ${call}) console.log(each);` : `await ${call};`;
}

/** Members whose text is a secret: it is not shown, whatever else is. */
const SECRET = /(?:^|_)(?:api_?key|secret|password|refresh_token|access_token)$|^(?:token|value_base64)$/i;

/** A value as one would write it; nothing for what stands for itself, such as options that hold only a signal. */
export function literal(value: unknown, indent = ""): string | undefined {
  if (value instanceof Blob || value instanceof ReadableStream) return "file";
  if (ArrayBuffer.isView(value)) return "bytes";
  if (value instanceof AbortSignal || typeof value === "function") return undefined;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const inner = `${indent}  `;
  const list = Array.isArray(value);
  const parts = list
    ? value.map((each) => literal(each, inner) ?? "null")
    : Object.entries(value).flatMap(([name, each]) => {
        const text = typeof each === "string" && SECRET.test(name) ? '"…"' : literal(each, inner);
        return text === undefined ? [] : [`${key(name)}: ${text}`];
      });
  if (parts.length === 0) return list ? "[]" : Object.keys(value).length > 0 ? undefined : "{}";
  const line = parts.join(", ");
  if (line.length < 60 && !line.includes("\n")) return list ? `[${line}]` : `{ ${line} }`;
  const lines = parts.map((part) => `${inner}${part},\n`).join("");
  return list ? `[\n${lines}${indent}]` : `{\n${lines}${indent}}`;
}

const key = (name: string): string => (/^[a-z_$][\w$]*$/i.test(name) ? name : JSON.stringify(name));
