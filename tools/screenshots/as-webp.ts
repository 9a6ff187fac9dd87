// SPDX-License-Identifier: EUPL-1.2
import type { Browser } from 'playwright-core';

// Letters stay sharp, a screen weighs some 60 kB.
const QUALITY = 0.8;

/** The picture as WebP, encoded by the browser: no other program is needed. */
export async function asWebp(browser: Browser, png: Buffer): Promise<Buffer> {
  const page = await browser.newPage();
  try {
    const encoded = await page.evaluate(
      async ({ source, quality }) => {
        const image = new Image();
        image.src = source;
        await image.decode();
        const canvas = document.createElement('canvas');
        canvas.width = image.naturalWidth;
        canvas.height = image.naturalHeight;
        canvas.getContext('2d')?.drawImage(image, 0, 0);
        return canvas.toDataURL('image/webp', quality).split(',')[1] ?? '';
      },
      { source: `data:image/png;base64,${png.toString('base64')}`, quality: QUALITY },
    );
    return Buffer.from(encoded, 'base64');
  } finally {
    await page.close();
  }
}
