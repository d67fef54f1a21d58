// What Chromium draws of an SVG file, pixel by pixel (PPM), in its own size.
import { writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { check, launch } from './browser.mjs';

const [svg, picture, width, height] = process.argv.slice(2);
const browser = await launch();
try {
  const page = await browser.newPage({ viewport: { width: Number(width), height: Number(height) } });
  await page.goto(pathToFileURL(svg).href);
  check(await page.evaluate(() => document.documentElement.localName) === 'svg', 'this is no SVG document');
  await page.evaluate(() => document.fonts.ready);
  const shot = (await page.screenshot()).toString('base64');
  await page.goto('about:blank');
  const pixels = await page.evaluate(async png => {
    const image = new Image();
    image.src = `data:image/png;base64,${png}`;
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    return [...context.getImageData(0, 0, image.width, image.height).data];
  }, shot);
  const colors = Buffer.from(pixels.filter((_, index) => index % 4 < 3));
  await writeFile(picture, Buffer.concat([Buffer.from(`P6\n${width} ${height}\n255\n`), colors]));
  console.log('all well');
} finally {
  await browser.close();
}
