// The pictures of the guide inside the app: taken on the journey, and held to what the app shows.

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { expect, type Locator, type Page } from "@playwright/test";

const SIZE = { width: 960, height: 600 };
const COMMITTED = "../frontend/public/guide";

/** How far the picture in the guide may be from the page: times and names differ, a layout does not. */
const ALIKE = 0.04;

/** Takes a picture for the guide and compares it with the one that the guide shows; `at` is in its middle. */
export async function forGuide(page: Page, name: string, at?: Locator): Promise<void> {
  const before = page.viewportSize();
  await page.setViewportSize(SIZE);
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await at?.evaluate((element) => element.scrollIntoView({ block: "center" }));
  const taken = await atRest(page);
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
  if (before) await page.setViewportSize(before);
  await mkdir("artifacts/guide", { recursive: true });
  await writeFile(`artifacts/guide/${name}.webp`, taken);
  if (process.env.UPDATE_PICTURES) return writeFile(`${COMMITTED}/${name}.webp`, taken);
  const shown = await readFile(`${COMMITTED}/${name}.webp`);
  const apart = await difference(page, taken, shown);
  expect(apart, `${name}.webp shows another page: UPDATE_PICTURES=1 takes it anew`).toBeLessThan(ALIKE);
}

/** A picture of the page once two in a row are the same: nothing fades or moves any more. */
async function atRest(page: Page): Promise<Buffer> {
  const devtools = await page.context().newCDPSession(page);
  const capture = async () => {
    const { data } = await devtools.send("Page.captureScreenshot", { format: "webp", quality: 75 });
    return Buffer.from(data, "base64");
  };
  let taken = await capture();
  await expect(async () => {
    const last = taken;
    taken = await capture();
    expect(taken.equals(last)).toBe(true);
  }).toPass();
  await devtools.detach();
  return taken;
}

/** How far two pictures are apart on the whole, 0 to 1: looked at as from a distance. */
async function difference(page: Page, one: Buffer, other: Buffer): Promise<number> {
  const blank = await page.context().newPage();
  const apart = await blank.evaluate(
    async (pictures) => {
      const [width, height] = [96, 60];
      const pixels = async (picture: string): Promise<Uint8ClampedArray> => {
        const bytes = Uint8Array.from(atob(picture), (byte) => byte.charCodeAt(0));
        const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/webp" }));
        const canvas = new OffscreenCanvas(width, height).getContext("2d");
        if (!canvas) throw new Error("the browser draws no canvas");
        canvas.drawImage(bitmap, 0, 0, width, height);
        return canvas.getImageData(0, 0, width, height).data;
      };
      const [one, other] = await Promise.all(pictures.map(pixels));
      if (!one || !other) throw new Error("there are two pictures");
      return one.reduce((sum, value, at) => sum + Math.abs(value - (other[at] ?? 0)), 0) / one.length / 255;
    },
    [one.toString("base64"), other.toString("base64")],
  );
  await blank.close();
  return apart;
}
