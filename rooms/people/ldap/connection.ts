// SPDX-License-Identifier: EUPL-1.2
/** One connection: reads messages, answers them one after the other, and forgets who was bound when it closes. */
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { TLSSocket } from 'node:tls';
import type { House } from '#platform/house.ts';
import { answerTag, answer, code, LdapRefusal, noticeOfDisconnection, type Outcome } from './answers.ts';
import { BerFault, elementSize } from './ber/read-ber.ts';
import type { Bound } from './bind.ts';
import type { Certificate } from './certificate.ts';
import { operate, type Session } from './operate.ts';
import type { Pages } from './paged-results.ts';
import { readMessage, type Message } from './read-message.ts';
import { START_TLS } from './root-dse.ts';
import type { SlowDown } from './slow-down.ts';

const MOST_BYTES = 256 * 1024;
// Before someone is bound nothing long is to be said.
const MOST_BYTES_UNBOUND = 16 * 1024;
const MOST_WAITING = 50;
const IDLE_BOUND_MS = 15 * 60_000;
const IDLE_UNBOUND_MS = 60_000;

export type Shared = {
  house: House;
  certificate: Certificate | null;
  slowDown: SlowDown;
  /** Whether what this socket says stays on this machine, or the house is a trial. */
  isLocal: (socket: Socket) => boolean;
};

/** Serves a connection until either side closes it. */
export class Connection implements Session {
  readonly house: House;
  readonly offersTls: boolean;
  readonly address: string;
  readonly pages: Pages = new Map();
  readonly abandoned = new Set<number>();
  bound: Bound | null = null;
  #socket: Socket;
  readonly #shared: Shared;
  #received: Buffer[] = [];
  #size = 0;
  readonly #waiting: Message[] = [];
  #isWorking = false;
  #isClosed = false;

  /** `isTls`: encrypted from its first byte (LDAPS). */
  constructor(socket: Socket, shared: Shared, isTls: boolean) {
    this.#socket = socket;
    this.#shared = shared;
    this.house = shared.house;
    this.offersTls = shared.certificate !== null;
    this.address = socket.remoteAddress ?? 'inconnue';
    if (isTls) this.#startTls();
    else this.#hear(socket);
  }

  get isTls(): boolean {
    return this.#socket instanceof TLSSocket;
  }

  /** Whether a password may be said here: under TLS, or without leaving this machine. */
  get isConfidential(): boolean {
    return this.isTls || this.#shared.isLocal(this.#socket);
  }

  isAbandoned(id: number): boolean {
    return this.#isClosed || this.abandoned.has(id);
  }

  /** Sends bytes, and waits where the client reads more slowly than we write. */
  async send(bytes: Buffer): Promise<void> {
    if (this.#isClosed || this.#socket.write(bytes)) return;
    await Promise.race([once(this.#socket, 'drain'), once(this.#socket, 'close')]).catch(() => undefined);
  }

  close(): void {
    this.#isClosed = true;
    this.#socket.destroy();
  }

  /** Says why, then closes. */
  disconnect(outcome: Outcome): void {
    if (!this.#isClosed) this.#socket.end(noticeOfDisconnection(outcome));
    this.#isClosed = true;
    // A client that never closes its side must not keep ours open.
    this.#socket.setTimeout(1_000, () => this.#socket.destroy());
  }

  #hear(socket: Socket): void {
    socket.setTimeout(this.bound ? IDLE_BOUND_MS : IDLE_UNBOUND_MS, () => this.close());
    socket.on('data', (bytes: Buffer) => this.#receive(bytes));
    socket.on('error', () => this.close());
    socket.on('close', () => (this.#isClosed = true));
  }

  #receive(bytes: Buffer): void {
    this.#received.push(bytes);
    this.#size += bytes.length;
    try {
      this.#readMessages();
    } catch (error) {
      if (!(error instanceof BerFault)) throw error;
      this.disconnect({ code: code.protocolError, says: 'Ces octets ne sont pas un message LDAP.' });
    }
    if (!this.#isWorking) void this.#work();
  }

  #readMessages(): void {
    let bytes = this.#received.length === 1 ? (this.#received[0] ?? Buffer.alloc(0)) : Buffer.concat(this.#received, this.#size);
    for (;;) {
      const size = this.#isClosed ? null : elementSize(bytes, this.bound ? MOST_BYTES : MOST_BYTES_UNBOUND);
      if (size === null || size > bytes.length) break;
      const message = readMessage(bytes.subarray(0, size));
      bytes = bytes.subarray(size);
      this.#take(message);
      // What follows StartTLS in the clear may come from someone in between: it is never believed.
      if (isStartTls(message) && bytes.length > 0) throw new BerFault('bytes after StartTLS');
    }
    this.#received = bytes.length === 0 ? [] : [bytes];
    this.#size = bytes.length;
  }

  #take(message: Message): void {
    const { request } = message;
    if (request.op === 'unbind') this.close();
    else if (request.op === 'abandon') this.abandoned.add(request.messageId);
    else this.#waiting.push(message);
    if (this.#waiting.length >= MOST_WAITING) this.#socket.pause();
  }

  async #work(): Promise<void> {
    this.#isWorking = true;
    for (let message = this.#waiting.shift(); message && !this.#isClosed; message = this.#waiting.shift()) {
      await this.#answer(message);
      this.abandoned.delete(message.id);
      this.#socket.setTimeout(this.bound ? IDLE_BOUND_MS : IDLE_UNBOUND_MS);
      if (this.#socket.isPaused() && !this.#isClosed) this.#socket.resume();
    }
    this.#isWorking = false;
  }

  async #answer(message: Message): Promise<void> {
    try {
      const after = await operate(this, message);
      if (after === 'start-tls') this.#startTls();
    } catch (error) {
      if (error instanceof BerFault) return this.disconnect({ code: code.protocolError, says: 'Ces octets ne sont pas un message LDAP.' });
      const outcome = outcomeOf(error);
      if (!(error instanceof LdapRefusal)) this.house.log.error({ error }, 'ldap');
      if (outcome.code === code.invalidCredentials) await this.#wait();
      if (!this.isAbandoned(message.id)) await this.send(answer(message.id, tagOf(message), outcome));
    }
  }

  async #wait(): Promise<void> {
    const wait = this.#shared.slowDown.afterRefusal(this.address, this.house.clock.now().epochMilliseconds);
    await setTimeout(wait, undefined, { ref: false });
  }

  #startTls(): void {
    const secureContext = this.#shared.certificate?.context();
    if (!secureContext) return;
    const plain = this.#socket;
    plain.removeAllListeners('data');
    plain.removeAllListeners('timeout');
    plain.on('error', () => this.close());
    this.#socket = new TLSSocket(plain, { isServer: true, secureContext });
    this.#hear(this.#socket);
  }
}

function isStartTls({ request }: Message): boolean {
  return request.op === 'extended' && request.oid === START_TLS;
}

function outcomeOf(error: unknown): Outcome {
  return error instanceof LdapRefusal ? error.outcome : { code: code.other, says: 'Une erreur est survenue ; elle est consignée.' };
}

function tagOf({ request }: Message): number {
  if (request.op === 'write') return request.answer;
  return request.op === 'bind' || request.op === 'search' || request.op === 'compare' ? answerTag[request.op] : answerTag.extended;
}
