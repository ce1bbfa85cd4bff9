// Promises of any library.

/** Calls `settle` with what becomes of a value, or of the promise that it is. What is returned can be forgotten. */
export const subscribe = (value, settle) => {
  const subscription = { settle };
  new Promise((resolve) => resolve(value)).then(
    (value) => subscription.settle?.(true, value),
    (reason) => subscription.settle?.(false, reason),
  );
  return subscription;
};

/** Takes the function back: it is not called any more. */
export const forget = (subscription) => {
  subscription.settle = undefined;
};

/** Ignores what becomes of a value, or of the promise that it is. */
export const ignore = (value) => {
  new Promise((resolve) => resolve(value)).catch(() => {});
};
