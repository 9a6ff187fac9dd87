// SPDX-License-Identifier: EUPL-1.2
/** The thread in which Typst sets pages, so that a long annex delays no request. Spoken to by `make-pdf.ts` alone. */
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { parentPort } from 'node:worker_threads';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { quietPoppler } from './quiet-poppler.ts';

export type PdfOrder = {
  id: number;
  template: string;
  standard: 'ua-1' | 'a-3b';
  /** Seconds since 1970. */ at: number;
  /** JSON read by the wrapper. */ input: string;
  /** Images and attachments, by the name under which the input refers to them. */
  files: { path: string; content: Uint8Array }[];
};
export type PdfAnswer = { id: number; pdf: Uint8Array } | { id: number; error: string };

const workspace = join(import.meta.dirname, '../..');
// Not a folder that exists: the compiler shows these bytes as if it did.
const desk = join(workspace, '.document-on-the-desk');
const fonts = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/atkinson-hyperlegible-next/package.json'));
const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontPaths: [fonts] }] });

parentPort?.on('message', (order: PdfOrder) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage(answer(order));
});

function answer(order: PdfOrder): PdfAnswer {
  try {
    return { id: order.id, pdf: setPages(order) };
  } catch (error) {
    return { id: order.id, error: error instanceof Error ? error.message : String(error) };
  }
}

function setPages(order: PdfOrder): Uint8Array {
  compiler.resetShadow();
  for (const { path, content } of order.files) compiler.mapShadow(join(desk, path), Buffer.from(content));
  compiler.mapShadow(join(desk, 'input.json'), Buffer.from(order.input));
  const compiled = compiler.compile({ mainFileContent: wrapper(order.template), resetRead: true });
  const faults = compiled.takeDiagnostics();
  if (!compiled.result) throw new Error(`Typst: ${JSON.stringify(faults?.shortDiagnostics ?? 'no document')}`);
  const pdf = compiler.pdf(compiled.result, { pdfStandard: order.standard, creationTimestamp: order.at });
  compiler.evictCache(10);
  return quietPoppler(new Uint8Array(pdf));
}

/** Everything that varies is data: only the path of our own template, written as a string literal, enters the source. */
function wrapper(template: string): string {
  const path = JSON.stringify(`/${relative(workspace, template).replaceAll('\\', '/')}`);
  return `
#import "/platform/documents/house.typ": house-document
#import ${path}: template
#let input = json("/.document-on-the-desk/input.json")
#for file in input.attachments {
  pdf.attach(file.name, read("/.document-on-the-desk/" + file.path, encoding: none),
    relationship: file.relationship, mime-type: file.type, description: file.description)
}
#show: house-document.with(input.house)
#template(input.data)
`;
}
