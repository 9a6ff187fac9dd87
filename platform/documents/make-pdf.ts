// SPDX-License-Identifier: EUPL-1.2
/** PDF documents from Typst templates that live in rooms (`rooms/quotes/quote.typ`) and take JSON. */
import { Worker } from 'node:worker_threads';
import { readableInk } from './ink.ts';
import { isSafeSvg } from './safe-svg.ts';
import type { PdfAnswer, PdfOrder } from './typst-worker.ts';

export type Letterhead = {
  /** The operator's name. */ name: string;
  /** Address, telephone, SIRET: a line each. */ lines: readonly string[];
  /** The operator's colour, `#rrggbb`; darkened as far as needed to be read on white. */ colour: string;
  logo?: { content: Uint8Array; type: 'image/png' | 'image/jpeg' | 'image/svg+xml'; /** Said to those who do not see it. */ alt: string };
};

export type Attachment = {
  name: string;
  /** Media type. */ type: string;
  content: Uint8Array;
  /** French sentence shown by readers. */ description: string;
  relationship: 'source' | 'data' | 'alternative' | 'supplement';
};

export type PdfRequest = {
  /** Absolute path of a `.typ` file inside the project that defines `template(data)`: `join(import.meta.dirname, 'quote.typ')`. */
  template: string;
  /** What the template receives: JSON. Texts in it are shown as text, never read as markup. */
  data: unknown;
  /** Title of the document: shown, and told by screen readers. */
  title: string;
  letterhead: Letterhead;
  /** `ua-1`: accessible (PDF/UA-1), for people. `a-3b`: for keeping and for carrying other files (PDF/A-3b). One standard a file. */
  standard: 'ua-1' | 'a-3b';
  /** When it is made: written in the file, so that the same request gives the same bytes. */
  at: Temporal.Instant;
  /** Left part of every footer. */ footer?: string;
  landscape?: boolean;
  keywords?: readonly string[];
  /** With `a-3b` only. */ attachments?: readonly Attachment[];
};

/** Sets a document and gives the bytes of the PDF. Throws when the template or its data is wrong, or after 60 seconds. */
export async function makePdf(request: PdfRequest): Promise<Uint8Array> {
  const { letterhead, attachments = [] } = request;
  if (attachments.length > 0 && request.standard !== 'a-3b') throw new Error('only a PDF/A-3 carries attachments');
  if (letterhead.logo?.type === 'image/svg+xml' && !isSafeSvg(letterhead.logo.content)) throw new Error('the logo links to something outside itself');
  const logo = letterhead.logo && { path: `logo.${logoEndings[letterhead.logo.type]}`, alt: letterhead.logo.alt, content: letterhead.logo.content };
  const house = {
    title: request.title,
    footer: request.footer ?? '',
    landscape: request.landscape ?? false,
    keywords: request.keywords ?? [],
    ink: readableInk(letterhead.colour),
    letterhead: {
      name: letterhead.name,
      lines: letterhead.lines,
      logo: logo ? { path: `/.document-on-the-desk/${logo.path}`, alt: logo.alt } : null,
    },
  };
  const attached = attachments.map(({ content, ...about }, index) => ({ path: `attachment-${index}`, content, about }));
  return await send({
    template: request.template,
    standard: request.standard,
    at: Math.floor(request.at.epochMilliseconds / 1000),
    input: JSON.stringify({ house, data: request.data, attachments: attached.map(({ path, about }) => ({ path, ...about })) }),
    files: [...(logo ? [{ path: logo.path, content: logo.content }] : []), ...attached.map(({ path, content }) => ({ path, content }))],
  });
}

const logoEndings = { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/svg+xml': 'svg' } as const;

type Waiting = { done: (pdf: Uint8Array) => void; failed: (error: Error) => void; timer: NodeJS.Timeout };

const patience = 60_000;
const waiting = new Map<number, Waiting>();
let worker: Worker | null = null;
let last = 0;

function send(order: Omit<PdfOrder, 'id'>): Promise<Uint8Array> {
  const id = ++last;
  return new Promise((done, failed) => {
    const timer = setTimeout(() => stop(new Error('the document took more than 60 seconds')), patience);
    waiting.set(id, { done, failed, timer });
    worker ??= start();
    worker.ref();
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    worker.postMessage({ ...order, id } satisfies PdfOrder);
  });
}

function start(): Worker {
  const started = new Worker(new URL('./typst-worker.ts', import.meta.url));
  started.on('message', (answer: PdfAnswer) => {
    const asked = waiting.get(answer.id);
    if (!asked) return;
    waiting.delete(answer.id);
    clearTimeout(asked.timer);
    // An idle thread must not keep a process alive that has nothing else to do.
    if (waiting.size === 0) started.unref();
    if ('pdf' in answer) asked.done(answer.pdf);
    else asked.failed(new Error(answer.error));
  });
  started.on('error', stop);
  // A fault inside the compiler's native part ends the thread without an error event.
  started.on('exit', () => {
    if (worker === started) stop(new Error('the thread that sets documents ended'));
  });
  return started;
}

/** Ends the thread and fails what it was asked; the next request starts another. */
function stop(error: Error): void {
  void worker?.terminate();
  worker = null;
  for (const { failed, timer } of waiting.values()) {
    clearTimeout(timer);
    failed(error);
  }
  waiting.clear();
}
