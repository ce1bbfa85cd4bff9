// The classes by which everything is reached. Those of the resources are made at build time from the declarations.
import { Core, callResponse } from "glue";
import { inUse, named, settle } from "./errors.js";
import { Pages } from "./pages.js";

// A symbol and not a private name, which frameworks that wrap objects in a Proxy could not read.
const held = Symbol("held");
const members = Symbol("members");

/** What an object of the class holds; one that was released, or another object, is refused. */
export const use = (object, Class) => inUse(object instanceof Class && object[held], Class);

/** An object that holds the crate's client together with others; it goes with the last of them. */
class Holder {
  constructor(shared) {
    if (shared) shared.core.owners = (shared.core.owners ?? 0) + 1;
    // Copying an object does not copy this, so nothing outlives what it points to.
    Object.defineProperty(this, held, { value: shared, writable: true });
    Object.defineProperty(this, members, { value: {} });
  }
  free() {
    const shared = this[held];
    this[held] = undefined;
    if (shared && --shared.core.owners === 0) shared.core.free();
  }
}
// Some engines have no Symbol.dispose yet.
if (Symbol.dispose) Holder.prototype[Symbol.dispose] = Holder.prototype.free;

/** A class whose methods are operations. */
export class Resource extends Holder {}

/** A client of the MeshAgent REST API. */
export class Meshagent extends Holder {
  constructor(options) {
    super({ core: new Core(options), project: "" });
  }
  get baseUrl() {
    return use(this, Meshagent).core.baseUrl;
  }
  authorizeUrl(request, pkce) {
    return use(this, Meshagent).core.authorizeUrl(request, pkce);
  }
  project(id) {
    const { core } = use(this, Meshagent);
    return new Project({ core, project: core.project(id) });
  }
  request(request, rest) {
    const { core } = use(this, Meshagent);
    return replied((reply) => core.request(request, rest, reply));
  }
}

/** A project of the service; all that belongs to it is reached from here. */
export class Project extends Holder {
  get id() {
    return use(this, Project).project;
  }
}

named({ Meshagent, Project });

/** Gives the objects of a class a member with the methods of another, the same one each time. */
export const place = (Owner, name, list) => {
  named(list);
  const [Class] = Object.values(list);
  Object.defineProperty(Owner.prototype, name, {
    get() {
      const shared = use(this, Owner);
      this[members][name] ??= new Class(shared);
      return this[members][name];
    },
    configurable: true,
  });
};

/** Gives a class methods that its declaration has elsewhere. */
export const methods = (Class, list) => {
  for (const name in list) {
    Object.defineProperty(Class.prototype, name, { value: list[name], configurable: true, writable: true });
  }
};

/** A promise for what a call gives. `run` puts the reply into the object that it gets. */
export const replied = (run) => {
  const reply = {};
  const promise = settle(() => run(reply));
  const value = async () => ({ data: await promise, response: callResponse(reply.head) });
  return Object.defineProperty(promise, "withResponse", { value });
};

/** Sends an operation's request, made of what a method was given. */
export const send = ({ core, project }, operation, given, options) =>
  replied((reply) => core.send(project, operation, given, options, reply));

/** Goes through an operation's list. */
export const iterate = ({ core, project }, operation, given, options) =>
  new Pages(core.pages(project, operation, given, options));
