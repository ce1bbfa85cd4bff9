// The classes of a project and its resources. What their methods do is the crate's to know: here they only have names.
import { RoomException } from "./boundary.js";

let use;

class Handled {
  #handle;
  static {
    use = (object) => {
      if (object.#handle) return object.#handle;
      throw new RoomException(`${object.constructor.name}: it has been disposed`);
    };
  }
  constructor(handle) {
    this.#handle = handle;
  }
  free() {
    this.#handle?.free();
    this.#handle = undefined;
  }
}
// Some engines have no Symbol.dispose yet.
if (Symbol.dispose) Handled.prototype[Symbol.dispose] = Handled.prototype.free;

export class Project extends Handled {
  get id() {
    return use(this).id;
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
  for (const line of names.split("\n")) {
    const [name, member, ...methods] = line.split(" ");
    const Class = classes[name];
    for (const method of methods) {
      const operation = count++;
      const named = {
        [method](...given) {
          return use(this).call(operation, given);
        },
      };
      Object.defineProperty(Class.prototype, method, { value: named[method], configurable: true, writable: true });
    }
    const get = function () {
      return new Class(use(this).share());
    };
    Object.defineProperty(Project.prototype, member, { get, configurable: true });
  }
};

/** The project that a handle of the crate stands for. */
export const _project = (handle) => {
  install?.(handle.names());
  return new Project(handle);
};
