// How scenes are set.

/** A view as it is when one gets there from the rooms: `still`, as nothing in it may move by itself. */
export const at = (hash) => Object.assign((t) => leave(t, hash), { still: true });

async function leave(t, hash) {
  await t.page.locator("main > *").evaluate((view) => view.setAttribute("data-left", ""));
  await t.goTo(hash);
  if (hash !== "#/rooms") await t.page.locator("main > [data-left]").waitFor({ state: "detached" });
}

export const press = (t, name) => t.button(name).first().click();

/** A dialog that a button of a view opens. */
export const dialog = (hash, name, more) => async (t) => {
  await t.goTo(hash);
  await press(t, name);
  await t.dialog().waitFor();
  await more?.(t);
};
