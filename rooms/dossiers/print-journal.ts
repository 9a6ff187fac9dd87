// SPDX-License-Identifier: EUPL-1.2
import { join } from 'node:path';
import { formatDay, formatDayShort, formatInstant } from '#platform/calendar/french-days.ts';
import type { Context } from '#platform/context.ts';
import { makePdf } from '#platform/documents/make-pdf.ts';
import { inContext } from '#platform/make-context.ts';
import type { FileAnswer } from '#platform/room.ts';
import { letterheadOf } from '#rooms/organisations/api.ts';
import { readDossier } from './read-dossier.ts';
import type { Tables } from './tables.ts';

/** The journal of a dossier as the body in the address sees it: accessible PDF. Runs without a transaction: setting type takes a while. */
export async function printJournal(ctx: Context<Tables>, { id }: { id: string }): Promise<FileAnswer> {
  const entry = { actor: ctx.actor, organisation: ctx.organisation, may: ctx.may, readOnly: true, requestId: ctx.requestId };
  const { dossier, letterhead } = await inContext<Tables, Read>(ctx.house, entry, async (inside) => ({
    dossier: await readDossier(inside, { id }),
    letterhead: await letterheadOf(inside, ['Journal de dossier']),
  }));
  const title = `Journal du dossier ${dossier.number}`;
  const content = await makePdf({
    template: join(import.meta.dirname, 'journal.typ'),
    title,
    letterhead,
    standard: 'ua-1',
    at: ctx.now(),
    footer: `Établi le ${formatInstant(ctx.now())}`,
    data: dataOf(dossier),
  });
  return { name: `journal-${dossier.number}.pdf`, type: 'application/pdf', content };
}

type Dossier = Awaited<ReturnType<typeof readDossier>>;
type Read = { dossier: Dossier; letterhead: Awaited<ReturnType<typeof letterheadOf>> };

function dataOf(dossier: Dossier) {
  const day = (text: string | null): string => (text ? formatDay(Temporal.PlainDate.from(text)) : '–');
  return {
    facts: [
      { label: 'Objet', value: dossier.title },
      { label: 'Type', value: dossier.typeLabel },
      { label: 'Tenu par', value: dossier.owner },
      { label: 'Étape', value: `${dossier.stepLabel}, depuis le ${day(dossier.since)}` },
      { label: 'Doit agir', value: dossier.awaitsLabel === 'Vous' ? dossier.owner : dossier.awaitsLabel },
      { label: 'Échéance', value: day(dossier.dueOn) },
      ...dossier.parties.map(({ name, roleLabel }) => ({ label: roleLabel, value: name })),
    ],
    steps: dossier.steps,
    pieces: dossier.pieces.map(({ kindLabel, name, datedOn, digest }) => ({
      kind: kindLabel,
      name,
      date: day(datedOn),
      digest: digest.slice(0, 16),
    })),
    history: dossier.history.map(({ rank, on, says, by, digest }) => ({
      rank,
      day: formatDayShort(Temporal.PlainDate.from(on)),
      says,
      by,
      digest: digest.slice(0, 16),
    })),
    verdict: dossier.isWhole
      ? 'Les empreintes de ce journal s’enchaînent : aucune ligne n’a été retirée ni modifiée.'
      : 'Attention : les empreintes de ce journal ne s’enchaînent pas.',
  };
}
