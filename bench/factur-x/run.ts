// SPDX-License-Identifier: EUPL-1.2
/**
 * A thousand Factur-X made and held to our rules; then the PDF of each document against LibreOffice without a screen, both warm.
 * `node_modules/node/bin/node bench/factur-x/run.ts`
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkInvoice } from '#rooms/billing/factur-x/check-invoice.ts';
import { makeFacturX } from '#rooms/billing/factur-x/make-factur-x.ts';
import { readCii } from '#rooms/billing/factur-x/read-cii.ts';
import { sampleDocument } from '#rooms/billing/factur-x/sample-documents.ts';
import { flatText } from './flat-text.ts';

const INVOICES = 1_000;
const BATCH = 100;
const aimS = 60;
const making = {
  letterhead: { name: 'Syndicat mixte d’essai', lines: ['1 place de l’Essai'], colour: '#1b5e9b' },
  at: Temporal.Instant.from('2026-11-21T10:00:00Z'),
};
const documents = Array.from({ length: INVOICES }, (_, at) => sampleDocument(at + 1));

// The first document loads fonts and templates: both sides are measured warm.
await makeFacturX(sampleDocument(5), making);

let bytes = 0;
const spent = process.cpuUsage();
const wholeMs = await timed(async () => {
  for (const document of documents) {
    const { pdf, xml } = await makeFacturX(document, making);
    if (checkInvoice(readCii(xml)).length > 0) throw new Error('an invoice of the bench breaks a rule');
    bytes += pdf.length;
  }
});
const { user, system } = process.cpuUsage(spent);

const folder = mkdtempSync(join(tmpdir(), 'beffroi-bench-'));
const batch = documents.slice(0, BATCH);
const oursMs = await timed(async () => {
  for (const document of batch) await makeFacturX(document, making);
});
const officeMs = await office(batch.map(flatText));
rmSync(folder, { recursive: true });

console.log(`machine        ${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}, Node ${process.version}`);
console.log(
  `Factur-X       ${INVOICES} made and checked in ${(wholeMs / 1000).toFixed(1)} s (${((user + system) / 1e6).toFixed(1)} s of processor, ` +
    `${Math.round(bytes / INVOICES / 1024)} kB each)   aim: under ${aimS} s on one core`,
);
console.log(`PDF, ours      ${BATCH} in ${(oursMs / 1000).toFixed(2)} s: ${(oursMs / BATCH).toFixed(1)} ms each, invoice inside and rules included`);
console.log(
  officeMs === null
    ? 'PDF, LibreOffice  absent (Debian: libreoffice-writer-nogui)'
    : `PDF, LibreOffice  ${BATCH} in ${(officeMs / 1000).toFixed(2)} s: ${(officeMs / BATCH).toFixed(1)} ms each, without an invoice inside; ours is ${(officeMs / oursMs).toFixed(1)} times as fast`,
);
process.exit(0);

/** One LibreOffice converts the whole batch, less what it takes to start and convert a single one. */
async function office(texts: readonly string[]): Promise<number | null> {
  const convert = (files: readonly string[]) =>
    timed(() => {
      execFileSync(
        'soffice',
        [`-env:UserInstallation=file://${folder}/profile`, '--headless', '--convert-to', 'pdf', '--outdir', join(folder, 'out'), ...files],
        {
          stdio: 'ignore',
        },
      );
    });
  mkdirSync(join(folder, 'out'));
  const files = texts.map((text, at) => {
    const file = join(folder, `facture-${at}.fodt`);
    writeFileSync(file, text);
    return file;
  });
  const [first = ''] = files;
  try {
    await convert([first]);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  const startMs = await convert([first]);
  const allMs = await convert(files);
  const made = readdirSync(join(folder, 'out')).length;
  if (made !== files.length) throw new Error(`LibreOffice made ${made} of ${files.length}`);
  return ((allMs - startMs) * files.length) / (files.length - 1);
}

async function timed(work: () => unknown): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}
