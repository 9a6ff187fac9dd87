// SPDX-License-Identifier: EUPL-1.2
import { todayInParis } from '#platform/calendar/paris.ts';
import type { Context } from '#platform/context.ts';
import { uuidV7 } from '#platform/uuid.ts';
import { addPiece, findDossier, moveDossier, type DossierState, type Facts } from '#rooms/dossiers/api.ts';
import { writeActIdentifier } from './act-identifier.ts';
import type { Until } from './demonstration-scenes.ts';
import type { Tables } from './tables.ts';

type Path = { ctx: Context<Tables>; /** Bytes of the signed pieces. */ proof: Uint8Array; start: Temporal.PlainDate };

/** Leads a dossier that was opened on `start` to a step, each act entered on its day. */
export async function lead({ ctx, proof, start }: Path, dossierId: string, until: Until): Promise<void> {
  let { state } = await findDossier(ctx, dossierId);
  for (const { from, transition, after, factsOf, piece } of acts) {
    if (state.step.key === until) return;
    if (state.step.key !== from) continue;
    const day = onWorkingDay(start, after);
    const then = at(ctx, day);
    if (piece)
      await addPiece(then, dossierId, { kind: piece, name: `${piece}.pdf`, type: 'application/pdf', content: proof, datedOn: day.toString() });
    state = await moveDossier(then, dossierId, { transition, facts: factsOf((days) => onWorkingDay(start, days).toString(), state) });
  }
}

/** The same context on the morning of another day: what an action writes bears that day, the journal keeps the day on which it ran. */
export function at(ctx: Context<Tables>, day: Temporal.PlainDate): Context<Tables> {
  const now = day.toZonedDateTime({ timeZone: 'Europe/Paris', plainTime: '10:00' }).toInstant();
  return { ...ctx, now: () => now, today: () => todayInParis(now), newId: () => uuidV7(now.epochMilliseconds) };
}

type Act = {
  from: string;
  transition: string;
  /** Days after the opening of the dossier. */
  after: number;
  factsOf: (on: (after: number) => string, state: DossierState) => Facts;
  piece?: string;
};

const acts: readonly Act[] = [
  { from: 'commission', transition: 'commission-held', after: 5, factsOf: (on) => ({ commissionOn: on(5), commissionOpinion: 'favourable' }) },
  { from: 'bureau', transition: 'bureau-held', after: 8, factsOf: (on) => ({ bureauOn: on(8), bureauOpinion: 'favourable' }) },
  { from: 'convocation', transition: 'convened', after: 10, factsOf: (on) => ({ convenedOn: on(10), sessionOn: on(25) }) },
  {
    from: 'vote',
    transition: 'voted',
    after: 25,
    piece: 'deliberation',
    factsOf: (on, { type }) => ({
      number: `D${on(25).slice(0, 4)}-37`,
      votedOn: on(25),
      secretary: true,
      // The council of 2017: 30 in office, 23 present, 5 represented.
      vote: type.key === 'adhesions.adhesion' ? { inOffice: 30, present: 23, represented: 5, for: 28, against: 0 } : SMALL_COUNCIL,
    }),
  },
  {
    from: 'transmission',
    transition: 'transmitted',
    after: 27,
    factsOf: (on, { facts }) => ({ identifier: identifierOf(on(27), facts), receivedOn: on(27) }),
  },
  { from: 'publication', transition: 'published', after: 28, factsOf: (on) => ({ publishedOn: on(28) }) },
  {
    from: 'signature',
    transition: 'signed',
    after: 33,
    piece: 'convention',
    factsOf: (on) => ({ signedOn: on(33), signedBy: 'Camille Gabare', signedFor: 'Présidence' }),
  },
];

const SMALL_COUNCIL = { inOffice: 15, present: 11, represented: 3, for: 13, against: 0, abstained: 1 };

function identifierOf(day: string, { siren, number }: Facts): string {
  return writeActIdentifier({ department: '33', siren: String(siren), on: Temporal.PlainDate.from(day), number: String(number), nature: 'DE' });
}

// No assembly meets on a Saturday or a Sunday.
function onWorkingDay(start: Temporal.PlainDate, after: number): Temporal.PlainDate {
  const day = start.add({ days: after });
  return day.dayOfWeek > 5 ? day.add({ days: 8 - day.dayOfWeek }) : day;
}
