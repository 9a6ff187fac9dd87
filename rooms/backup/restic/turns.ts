// SPDX-License-Identifier: EUPL-1.2
import type { IncomingMessage } from 'node:http';
import type { Client } from './admit-client.ts';
import { ResticFault } from './fault.ts';

export type Limits = {
  /** Uploads received at once, of one machine, of one body and of all. */
  perMachine: number;
  perBody: number;
  inAll: number;
  /** Uploads of one machine that wait for their turn, unread, and for how long. */
  waiting: number;
  patienceMs: number;
};

/**
 * restic sends five objects at once unless it is told otherwise: twice that for a machine that runs two backups. A body's is for a mairie whose
 * machines all begin at the same hour on one slow line. In all: a megabyte of memory each. Proxies give an answer a minute, usually.
 */
export const usualLimits: Limits = { perMachine: 10, perBody: 100, inAll: 1_000, waiting: 64, patienceMs: 45_000 };

type Asker = Pick<Client, 'organisationId' | 'repositoryId'>;
type Waiter = Asker & { begin(): void };

export type Turns = {
  /** Waits for the turn of an upload; what it gives back ends the turn. Refuses 503 where too many wait already, or for too long. */
  take(client: Asker, request: IncomingMessage): Promise<() => void>;
};

/**
 * Who sends at once, in this process. A machine that opens two hundred connections has its ten, and the others wait with their bytes unread: TCP holds
 * the client back, and nobody else is slowed. A free turn goes to the body that holds the fewest, then to who came first.
 */
export function openTurns(limits: Limits = usualLimits): Turns {
  const held = new Map<string, number>();
  const waiting: Waiter[] = [];
  const heldBy = (id: string): number => held.get(id) ?? 0;
  const inAll = 'all';

  const mayBegin = ({ organisationId, repositoryId }: Asker): boolean =>
    heldBy(repositoryId) < limits.perMachine && heldBy(organisationId) < limits.perBody && heldBy(inAll) < limits.inAll;

  const begin = (asker: Asker): (() => void) => {
    const ids = [asker.repositoryId, asker.organisationId, inAll];
    for (const id of ids) held.set(id, heldBy(id) + 1);
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      for (const id of ids) {
        const left = heldBy(id) - 1;
        if (left === 0) held.delete(id);
        else held.set(id, left);
      }
      next();
    };
  };

  const next = (): void => {
    let chosen: Waiter | undefined;
    for (const waiter of waiting) {
      if (mayBegin(waiter) && (!chosen || heldBy(waiter.organisationId) < heldBy(chosen.organisationId))) chosen = waiter;
    }
    chosen?.begin();
  };

  return {
    take(client, request) {
      const { organisationId, repositoryId } = client;
      if (mayBegin(client)) return Promise.resolve(begin(client));
      if (waiting.filter((one) => one.repositoryId === repositoryId).length >= limits.waiting) return Promise.reject(tooMany());
      return new Promise((resolve, reject) => {
        const leave = (): void => {
          clearTimeout(patience);
          request.off('close', onClose);
          waiting.splice(waiting.indexOf(waiter), 1);
        };
        const onClose = (): void => {
          leave();
          reject(new Error('the client went away'));
        };
        const waiter: Waiter = {
          organisationId,
          repositoryId,
          begin() {
            leave();
            resolve(begin(client));
          },
        };
        const patience = setTimeout(() => {
          leave();
          reject(tooMany());
        }, limits.patienceMs).unref();
        request.once('close', onClose);
        waiting.push(waiter);
      });
    },
  };
}

function tooMany(): ResticFault {
  return new ResticFault(
    503,
    'Trop d’envois simultanés pour ce poste : rien n’est perdu, le client essaiera de nouveau. Réduisez ses connexions (-o rest.connections=5).',
    { 'retry-after': '30', connection: 'close' },
  );
}
