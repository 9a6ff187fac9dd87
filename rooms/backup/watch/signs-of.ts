// SPDX-License-Identifier: EUPL-1.2
/** What looks wrong with a machine, from what it did: pure. It may be a breakdown, it may be an attack; a person looks. */
import { frenchVolume } from '../french-volume.ts';
import type { SignKind } from '../tables.ts';

export type Facts = {
  now: Temporal.Instant;
  enrolledAt: Temporal.Instant | null;
  backedUpAt: Temporal.Instant | null;
  /** How often it should, from the plan. */
  everyHours: number;
  /** What stands in its repository. */
  bytes: number;
  today: { addedBytes: number; removedBytes: number; refusedRemovals: number; refusedObjects: number };
  /** Bytes added on each earlier day on which it backed up, of the last thirty. */
  earlier: readonly number[];
  /** Bytes added yesterday, which `earlier` counts too; null: it did not back up. A day is judged once it is whole. */
  yesterday: number | null;
  heartbeat: { heardAt: Temporal.Instant | null } | null;
};

export type Sign = { kind: SignKind; says: string };

/** Missed so many times in a row, a backup is silence: one night off is a machine that was shut. */
const MISSED = 3;
const FEW_DAYS = 5;
const MANY_TIMES = 8;
const SMALL = 500_000_000;
const HEARTBEAT_HOURS = 2;

export function signsOf(facts: Facts): Sign[] {
  return [silence(facts), massNewData(facts), volumeDrop(facts), removalTried(facts), quotaFull(facts), noHeartbeat(facts)].filter(
    (sign) => sign !== null,
  );
}

function silence({ now, enrolledAt, backedUpAt, everyHours }: Facts): Sign | null {
  const since = backedUpAt ?? enrolledAt;
  if (!since) return null;
  const hours = Math.floor((now.epochMilliseconds - since.epochMilliseconds) / 3_600_000);
  if (hours < everyHours * MISSED) return null;
  const days = Math.floor(hours / 24);
  const lasting = days > 1 ? `${days} jours` : `${hours} heures`;
  return {
    kind: 'silence',
    says: backedUpAt ? `Aucune sauvegarde depuis ${lasting}.` : `Aucune sauvegarde depuis l’inscription, il y a ${lasting}.`,
  };
}

/** Files that a rançongiciel encrypts are all new to the client: it sends nearly everything again. */
function massNewData({ bytes, today, earlier }: Facts): Sign | null {
  if (today.addedBytes < SMALL || earlier.length < FEW_DAYS) return null;
  const usual = median(earlier);
  const isMost = today.addedBytes * 2 > bytes;
  if (!isMost && today.addedBytes < usual * MANY_TIMES) return null;
  return {
    kind: 'mass-new-data',
    says: `${frenchVolume(today.addedBytes)} de données nouvelles aujourd’hui, contre ${frenchVolume(usual)} d’habitude : des fichiers ont-ils été chiffrés ?`,
  };
}

/**
 * Files that were destroyed or moved away before the backup leave it nothing to send; and what was removed for good reason, by a maintenance, still
 * deserves a look when it is most of the repository. A calm Sunday is not a drop: yesterday is compared with the calmest day of the month.
 */
function volumeDrop({ bytes, today, yesterday, earlier }: Facts): Sign | null {
  if (today.removedBytes >= SMALL && today.removedBytes > bytes)
    return {
      kind: 'volume-drop',
      says: `${frenchVolume(today.removedBytes)} ont été effacés aujourd’hui, il reste ${frenchVolume(bytes)} : est-ce voulu ? La corbeille permet d’y revenir.`,
    };
  if (yesterday === null || earlier.length <= FEW_DAYS) return null;
  const others = earlier.toSpliced(earlier.indexOf(yesterday), 1);
  const usual = median(others);
  if (usual < SMALL || yesterday * MANY_TIMES >= Math.min(...others)) return null;
  return {
    kind: 'volume-drop',
    says: `${frenchVolume(yesterday)} de données nouvelles hier, contre ${frenchVolume(usual)} d’habitude : des dossiers ont-ils disparu de la machine ?`,
  };
}

function removalTried({ today: { refusedRemovals } }: Facts): Sign | null {
  if (refusedRemovals === 0) return null;
  return { kind: 'removal-tried', says: `${refusedRemovals} effacements de sauvegardes ont été tentés et refusés aujourd’hui.` };
}

function quotaFull({ today: { refusedObjects } }: Facts): Sign | null {
  return refusedObjects === 0 ? null : { kind: 'quota-full', says: 'Le quota est atteint : cette machine ne sauvegarde plus.' };
}

function noHeartbeat({ now, heartbeat }: Facts): Sign | null {
  if (!heartbeat?.heardAt) return null;
  const hours = Math.floor((now.epochMilliseconds - heartbeat.heardAt.epochMilliseconds) / 3_600_000);
  return hours < HEARTBEAT_HOURS ? null : { kind: 'no-heartbeat', says: `Plus aucun signe de vie depuis ${hours} heures.` };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
