// SPDX-License-Identifier: EUPL-1.2
/** What the forms of an adhesion say while they are filled, by the very rules that check what is sent. Pure. */
import { joursFrancsBetween, lastDayBefore } from '#platform/calendar/delays.ts';
import { formatDay } from '#platform/calendar/french-days.ts';
import type { DossierState, Facts, Foreseen, Transition } from '#rooms/dossiers/api.ts';
import { enforceableOn, lastDayToContest } from './contestation.ts';
import { countVote, quorumOf, voteSchema } from './vote.ts';

export function foresee(state: DossierState, { key }: Transition, facts: Facts): Foreseen[] {
  if (key === 'convened') return foreseeConvocation(state, facts);
  if (key === 'voted' || key === 'rejected') return foreseeVote(facts['vote'], key === 'voted');
  if (key === 'published') return foreseeContestation(facts['publishedOn']);
  return [];
}

/** What must not be missed on the page of a dossier: the day to convene, when the act binds, until when it may be contested. */
export function highlights({ facts, step }: DossierState): Foreseen[] {
  const [sessionOn, publishedOn, receivedOn] = [dayOf(facts['sessionOn']), dayOf(facts['publishedOn']), dayOf(facts['receivedOn'])];
  if (!publishedOn) return sessionOn && step.key === 'vote' ? [{ label: 'Séance', value: formatDay(sessionOn) }] : [];
  return [
    ...(receivedOn ? [{ label: 'Délibération exécutoire depuis le', value: formatDay(enforceableOn(publishedOn, receivedOn)) }] : []),
    { label: 'Publiée le', value: formatDay(publishedOn) },
    { label: 'Recours possible jusqu’au', value: formatDay(lastDayToContest(publishedOn)) },
  ];
}

function foreseeConvocation({ facts: known }: DossierState, facts: Facts): Foreseen[] {
  const [convenedOn, sessionOn] = [dayOf(facts['convenedOn']), dayOf(facts['sessionOn'])];
  if (!sessionOn) return [];
  const needed = facts['urgency'] ? 1 : Number(known['joursFrancs'] ?? 5);
  const latest = { label: 'À convoquer au plus tard le', value: formatDay(lastDayBefore(sessionOn, needed)) };
  if (!convenedOn) return [latest];
  const left = joursFrancsBetween(convenedOn, sessionOn);
  return [
    latest,
    { label: 'Jours francs laissés', value: `${left}, pour ${needed} demandé${needed > 1 ? 's' : ''}`, tone: left >= needed ? 'good' : 'bad' },
  ];
}

function foreseeVote(written: unknown, isToAdopt: boolean): Foreseen[] {
  const { inOffice, present } = (written ?? {}) as { inOffice?: unknown; present?: unknown }; // what a form holds so far
  const read = voteSchema.safeParse(written);
  if (!read.success) {
    if (typeof inOffice !== 'number' || inOffice < 1) return [];
    const quorum = quorumOf(inOffice);
    if (typeof present !== 'number') return [{ label: 'Quorum', value: `${quorum} présents` }];
    return [quorumLine(quorum, present >= quorum, present)];
  }
  const outcome = countVote(read.data);
  if (outcome.faults.length > 0) return [{ label: 'Quorum', value: `${outcome.quorum} présents` }];
  return [
    quorumLine(outcome.quorum, outcome.isQuorate, read.data.present),
    { label: 'Suffrages exprimés', value: `${outcome.cast}, majorité à ${outcome.majority}` },
    {
      label: 'Résultat',
      value: outcome.isAdopted ? (outcome.isTieBroken ? 'adoptée par la voix de la présidence' : 'adoptée') : 'non adoptée',
      tone: outcome.isAdopted === isToAdopt ? 'good' : 'bad',
    },
  ];
}

function quorumLine(quorum: number, isQuorate: boolean, present: number): Foreseen {
  return { label: 'Quorum', value: `${quorum} présents, ${isQuorate ? 'atteint' : 'non atteint'} avec ${present}`, tone: isQuorate ? 'good' : 'bad' };
}

function foreseeContestation(written: unknown): Foreseen[] {
  const publishedOn = dayOf(written);
  return publishedOn ? [{ label: 'Recours possible jusqu’au', value: formatDay(lastDayToContest(publishedOn)) }] : [];
}

function dayOf(written: unknown): Temporal.PlainDate | null {
  if (typeof written !== 'string') return null;
  try {
    return Temporal.PlainDate.from(written, { overflow: 'reject' });
  } catch {
    return null;
  }
}
