// The classes of a project and its resources. What their methods do is the crate's to know: here they have names, and
// what it says of requests that are all in their path.
import { _inUse, RoomException } from "./boundary.js";
import { _send } from "./transport.js";

// A symbol and not a private name, which frameworks that wrap objects in a Proxy could not read.
const handle = Symbol("handle");

const use = (object, Class) => _inUse(object?.[handle], Class);

// A project and its resources hold one handle of the crate's together, which goes with the last of them.
class Handled {
  constructor(held) {
    if (held) held.owners++;
    // Copying an object does not copy this, so nothing outlives what it points to.
    Object.defineProperty(this, handle, { value: held, writable: true });
  }
  free() {
    const held = this[handle];
    this[handle] = undefined;
    if (held && --held.owners === 0) held.crate.free();
  }
}
// Some engines have no Symbol.dispose yet.
if (Symbol.dispose) Handled.prototype[Symbol.dispose] = Handled.prototype.free;

export class Project extends Handled {
  get id() {
    return use(this, Project).crate.id;
  }
}
export class RoomGrants extends Handled {}
export class Rooms extends Handled {}
export class Members extends Handled {}
export class Storage extends Handled {}
export class OAuthClients extends Handled {}
const classes = { RoomGrants, Rooms, Members, Storage, OAuthClients };

/** Gives each class its methods, and the project its members. */
let install = (names) => {
  install = undefined;
  let count = 0;
  for (const line of names.trim().split("\n")) {
    const [name, member, ...methods] = line.split(" ");
    const Class = classes[name];
    for (const described of methods) {
      const operation = count++;
      const [method, ...request] = described.split(/\||{\w+}/);
      const named = {
        [method](...given) {
          const held = use(this, Class);
          const made = held.send(operation, request, given) ?? held.crate.call(operation, given, given.length);
          if (made instanceof RoomException) throw made;
          return made;
        },
      };
      Object.defineProperty(Class.prototype, method, { value: named[method], configurable: true, writable: true });
    }
    const get = function () {
      return new Class(use(this, Project));
    };
    Object.defineProperty(Project.prototype, member, { get, configurable: true });
  }
};

// What stands in a path as it is.
const PLAIN = /^[\w-]{1,99}$/;
const isPlain = (text) => typeof text === "string" && PLAIN.test(text);

/**
 * Sends a request that is all in its path, where nothing has to be encoded or checked: between two requests the crate's
 * code is in no cache, so that asking it costs more than all else that is done here before fetch. Returns nothing for
 * every other request, which goes through the crate.
 */
const sender =
  (client, project) =>
  (operation, [method, expected, list, ...parts], given) => {
    const texts = [project, ...given];
    if (texts.length !== parts.length - 1 || !client.token || !texts.every(isPlain)) return undefined;
    const path = parts.reduce((path, part, at) => path + texts[at - 1] + part);
    return _send(client, operation, +method, `/${path}`, +expected, list);
  };

/** The project that a handle of the crate stands for. */
export const _project = (crate, client) => {
  install?.(crate.names());
  return new Project({ crate, send: sender(client, crate.id), owners: 0 });
};
