// SPDX-License-Identifier: EUPL-1.2
/**
 * Simulates drafts over all France, screen to screen: the page opens, asks, computes and shows. Aim: under 3 s for each.
 * Needs Chromium (Debian package `chromium`); the server, the database and the browser share the machine.
 */
import { cpus } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '#platform/db/migrate.ts';
import { buildServer } from '#platform/http/server.ts';
import { openTestHouse } from '#platform/testing/house.ts';
import { nationalRegister } from '#rooms/organisations/testing.ts';
import { rooms } from '#rooms.ts';
import { buildUi } from '#ui/build.ts';
import { openBrowser } from '#ui/testing/browser.ts';
import { freePort } from '#ui/testing/free-port.ts';

const password = 'beffroi-demonstration';
const port = await freePort();
const url = `http://localhost:${port}`;
const test = await openTestHouse(rooms, { seed: nationalRegister, settings: { publicUrl: url, checksAnswers: false } });
for (const room of rooms) await room.demonstration?.(test.house);
for (const room of rooms) await room.prepare?.(test.house);
const screens = join(projectRoot, '.build/ui');
await buildUi({ outDir: screens });
const app = await buildServer(test.house, { screens });
await app.listen({ port, host: '127.0.0.1' });
const browser = await openBrowser();

const cases = [
  { email: 'noa@gironde.exemple', slug: 'gironde-numerique', base: 'gironde-numerique-courante', what: 'adhesion of every EPCI with its communes' },
  { email: 'robin@cdg47.exemple', slug: 'cdg-47', base: 'cdg47-deux-forfaits', what: 'both packages of every commune' },
];
console.log(`machine     ${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} cores, Node ${process.version}`);
let worst = 0;
for (const { email, slug, base, what } of cases) {
  const context = await browser.newContext({ locale: 'fr-FR' });
  await context.request.post(`${url}/api/session`, { data: { email, password } });
  const editions = `${url}/api/o/${slug}/catalogue/editions`;
  for (let pass = 1; pass <= 3; pass++) {
    const key = `essai-${pass}`;
    await context.request.post(editions, { data: { basedOn: base, label: `Essai ${pass}`, key } });
    const change = { kind: 'percentage', bps: 200 + pass, roundTo: 'euro' };
    await context.request.post(`${editions}/${key}/revise`, { data: { revision: 1, change } });
    const page = await context.newPage();
    const start = performance.now();
    await page.goto(`${url}/o/${slug}/catalogue/${key}/simuler?scope=france`);
    await page.getByText('Calcul terminé.').waitFor();
    await page.getByRole('region', { name: 'Collectivités de la simulation, tableau' }).locator('tbody tr').first().waitFor();
    const took = performance.now() - start;
    worst = Math.max(worst, took);
    console.log(`${slug.padEnd(18)} pass ${pass}: ${(took / 1000).toFixed(2)} s  (${what})`);
    await page.close();
  }
  await context.close();
}
console.log(`worst       ${(worst / 1000).toFixed(2)} s, aim 3 s`);
await browser.close();
await app.close();
await test.close();
process.exitCode = worst > 3_000 ? 1 : 0;
