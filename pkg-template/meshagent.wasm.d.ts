declare global {
  namespace WebAssembly {
    // As in the DOM's types, which a project for Node.js alone does not have.
    interface Module {}
  }
}

/** The compiled module, in runtimes and bundlers that import WebAssembly as such; others take the path for an address. */
declare const module: WebAssembly.Module;
export default module;
