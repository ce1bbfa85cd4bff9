// What holds for every view and dialog of the admin page, light, dark and narrow: no violation that axe knows, nothing that
// moves by itself, nothing that sticks out. With SCREENSHOTS=1 the pictures in screenshots/ are made anew.
import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { before, it } from "node:test";
import { adminPage } from "./helpers.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const pictures = new URL("screenshots/", import.meta.url);
const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 400, height: 800 };

/** What axe finds wrong, as text that says where. */
async function violations(t, rules) {
  const options = rules ? { runOnly: rules } : {};
  const found = await t.page.evaluate(async (options) => (await window.axe.run(document, options)).violations, options);
  return found.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, html }) => `${id}: ${help}\n  ${target}\n  ${html}`),
  );
}

const settled = (t) =>
  t.page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    while (document.querySelector(".skeleton, .waiting:not([hidden]), [data-has=unknown]")) await frame();
    await frame();
  });

async function picture(t, name) {
  if (!process.env.SCREENSHOTS) return;
  await mkdir(pictures, { recursive: true });
  const devtools = await t.context.newCDPSession(t.page);
  const { data } = await devtools.send("Page.captureScreenshot", { format: "webp", quality: 80 });
  await devtools.detach();
  await writeFile(new URL(`${name}.webp`, pictures), Buffer.from(data, "base64"));
}

async function inEveryLight(t, name, shot) {
  const theme = (colorScheme) => t.page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
  assert.deepEqual(await violations(t), []);
  if (shot.includes("wide")) await picture(t, `${name}-light`);
  await theme("dark");
  assert.deepEqual(await violations(t, ["color-contrast"]), [], "in the dark");
  if (shot.includes("wide")) await picture(t, `${name}-dark`);
  await theme("light");
  await t.page.setViewportSize(NARROW);
  await settled(t);
  assert.deepEqual(await violations(t, ["button-name", "link-name", "target-size"]), [], "when narrow");
  assert.deepEqual(await sticksOut(t), []);
  if (shot.includes("narrow")) await picture(t, `${name}-narrow`);
}

/** What is cut off at the right of a narrow screen, or makes the page scroll sideways. */
const sticksOut = (t) =>
  t.page.evaluate(() => {
    const scrolls = (element) =>
      element.closest(".grid, .side nav, pre, .json, .diff, .table-scroll, .sr, [aria-hidden]");
    const width = document.documentElement.clientWidth;
    const wide = [...document.querySelectorAll("body *")].filter((element) => {
      const { right, width: own } = element.getBoundingClientRect();
      return own > 0 && right > width + 0.5 && !scrolls(element);
    });
    // Rows of a list are cards here, as wide as the list.
    const short = [...document.querySelectorAll(".list tbody tr")].filter(
      (row) => row.clientWidth < row.closest(".list").clientWidth,
    );
    return [...wide, ...short].map((element) => element.outerHTML.slice(0, 120));
  });

/** Tests of scenes, each with a name, how to get there and which pictures are kept, against a server of these options. */
export function everyScene(scenes, ...serverArgs) {
  const t = adminPage("--project-id", "6f1c9a52-8f0e-4c1d-9a77-2b9d4f6e3c10", ...serverArgs);

  before(async () => {
    // One tab for all of them: they are looked at, not changed.
    await t.open({ viewport: WIDE, reducedMotion: "reduce" });
    t.kept = true;
    await t.context.addInitScript(axe);
    await t.page.goto(t.site.url);
  });

  it("sign-in", async () => {
    await t.button("Sign in").waitFor();
    await inEveryLight(t, "sign-in", "wide narrow");
    await t.button("Sign in").click();
    assert.deepEqual(await violations(t), []);
    await t.signIn();
  });

  for (const [name, open, shot = ""] of scenes) {
    it(name, async () => {
      await t.context.setOffline(false);
      await t.page.setViewportSize(WIDE);
      // Anew, from where the least is shown.
      await t.goTo("#/nowhere");
      await t.page.reload();
      await t.heading("There is no such page");
      await open(t);
      await settled(t);
      if (open.still) assert.deepEqual(await t.shifts(), []);
      await inEveryLight(t, name, shot);
    });
  }
}
