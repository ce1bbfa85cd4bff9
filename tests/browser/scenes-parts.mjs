// How scenes are set.

/** A view as it is when one gets there: `still`, as nothing in it may move by itself. */
export const at = (hash) => Object.assign((t) => t.goTo(hash), { still: true });
export const press = (t, name) => t.button(name).first().click();

/** A dialog that a button of a view opens. */
export const dialog = (hash, name, more) => async (t) => {
  await t.goTo(hash);
  await press(t, name);
  await t.dialog().waitFor();
  await more?.(t);
};
