/** Resolves when the page's fonts are there, or after a moment without them. */
export async function fontsReady(): Promise<void> {
  const fonts = [...document.fonts].map((font) => font.load());
  await Promise.race([Promise.allSettled(fonts), new Promise((resolve) => setTimeout(resolve, 500))]);
}
