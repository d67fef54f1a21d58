// Pages of another site than the server's, in Chromium: what suites of web clients share.
import http from 'node:http';
import { readFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join, normalize } from 'node:path';

const types = { '.js': 'text/javascript', '.mjs': 'text/javascript', '.css': 'text/css', '.html': 'text/html', '.json': 'application/json', '.wasm': 'application/wasm' };

/** The packages of a folder as a site, and Chromium on it. `inPage` runs a function in a page; `tell` runs clients, says of each how it went, and ends the process. */
export const openBrowser = async (chromium, folder, address) => {
  // Requests go through CORS as they do for everybody.
  const site = http.createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, 'http://x').pathname));
    if (path === '/') {
      response.setHeader('Content-Type', 'text/html');
      response.end('<!DOCTYPE html><meta charset="utf-8"><div id="carte" style="width:512px;height:512px"></div>');
      return;
    }
    if (path === '/favicon.ico') { response.statusCode = 204; response.end(); return; }
    const file = join(folder, 'node_modules', path);
    if (!file.startsWith(join(folder, 'node_modules')) || !existsSync(file)) { response.statusCode = 404; response.end(); return; }
    response.setHeader('Content-Type', types[path.slice(path.lastIndexOf('.'))] ?? 'application/octet-stream');
    response.end(await readFile(file));
  });
  await new Promise(resolve => site.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${site.address().port}`;
  const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist'] });

  /** Runs a function in a page with these scripts; fails on any error of the page but those that `isForgiven`. */
  const inPage = async (name, scripts, run, { before = () => {}, isForgiven = () => false } = {}) => {
    const page = await browser.newPage();
    const troubles = [];
    page.on('pageerror', error => troubles.push(error.message));
    page.on('console', message => { if (message.type() === 'error' && !message.text().includes('favicon')) troubles.push(message.text()); });
    await page.goto(origin);
    await page.evaluate(before);
    for (const script of scripts.filter(script => script.endsWith('.mjs'))) {
      await page.addScriptTag({ type: 'module', content: `import * as all from '/${script}'; window.maplibregl = all.default ?? all;` });
      await page.waitForFunction(() => window.maplibregl);
    }
    for (const script of scripts.filter(script => !script.endsWith('.mjs')))
      await (script.endsWith('.css') ? page.addStyleTag({ url: `${origin}/${script}` }) : page.addScriptTag({ url: `${origin}/${script}` }));
    await page.evaluate(run, address);
    const remaining = troubles.filter(trouble => !isForgiven(trouble));
    if (remaining.length > 0) throw new Error(`${name}: ${remaining.join('; ')}`);
    await page.close();
  };

  const tell = async clients => {
    let failed = 0;
    for (const [name, run] of Object.entries(clients))
      try {
        await run();
        console.log(`${name}: well`);
      } catch (error) {
        failed++;
        console.log(`${name}: FAILED ${error.message}`);
      }
    await browser.close();
    site.close();
    console.log(failed === 0 ? 'all well' : `${failed} clients failed`);
    process.exit(failed === 0 ? 0 : 1);
  };

  return { inPage, tell };
};
