// SPDX-License-Identifier: EUPL-1.2
import { join } from 'node:path';
import { formatDay } from '#platform/calendar/french-days.ts';
import { todayInParis } from '#platform/calendar/paris.ts';
import type { Context } from '#platform/context.ts';
import { makePdf } from '#platform/documents/make-pdf.ts';
import { inContext } from '#platform/make-context.ts';
import type { FileAnswer } from '#platform/room.ts';
import { letterheadOf } from '#rooms/organisations/api.ts';
import { durationInWords, frequencyInWords } from '../duration-words.ts';
import type { Tables } from '../tables.ts';
import { readPlan } from './read-plan.ts';

const placeWords = { operator: 'Chez l’opérateur', 'on-site': 'Sur place', elsewhere: 'Ailleurs' } as const;

/** The latest; all stand on the page of restores. */
const MOST_PROOFS = 12;

/** The annex of the plan de reprise d’activité (PDF/UA-1). Runs without a transaction: what it prints is read in a short one. */
export async function printPlan(ctx: Context<Tables>): Promise<FileAnswer> {
  const { plan, machines, drills, letterhead } = await inContext<Tables, Awaited<ReturnType<typeof gather>>>(
    ctx.house,
    { actor: ctx.actor, organisation: ctx.organisation, readOnly: true },
    gather,
  );
  const content = await makePdf({
    template: join(import.meta.dirname, 'annex.typ'),
    title: 'Annexe au plan de reprise d’activité : sauvegardes',
    letterhead,
    standard: 'ua-1',
    at: ctx.now(),
    footer: `Au ${formatDay(ctx.today())}`,
    data: {
      revised: plan.revisedAt
        ? `Plan revu le ${formatDay(todayInParis(Temporal.Instant.from(plan.revisedAt)))} par ${plan.revisedBy ?? ''}.`
        : 'Aucun plan n’est encore écrit.',
      lines: plan.lines.map((line) => [
        line.what,
        placeWords[line.keptWhere],
        frequencyInWords(line.everyHours),
        durationInWords(line.keptDays * 24),
        durationInWords(line.lossHours),
        durationInWords(line.outageHours),
      ]),
      contacts: plan.lines.filter(({ contact }) => contact !== '').map(({ what, contact }) => `${what} : ${contact}`),
      whoToCall: paragraphs(plan.whoToCall),
      restartOrder: paragraphs(plan.restartOrder),
      machines: machines.map((one) => [one.label, sayDay(one.backed_up_at), sayDay(one.proven_at)]),
      uncovered: plan.uncovered.map(({ label }) => label),
      proofs: drills.map((one) => [sayDay(one.ended_at), one.label, one.said_by, sayDrill(one)]),
      drills: `Une restauration de chaque machine est à prouver tous les ${plan.drillDays} jours.`,
    },
  });
  return { name: 'annexe-pra-sauvegardes.pdf', type: 'application/pdf', content };
}

async function gather(ctx: Context<Tables>) {
  const machines = await ctx.tx
    .selectFrom('backup.repository')
    .select(['label', 'backed_up_at', 'proven_at'])
    .where('organisation_id', '=', ctx.organisation)
    .where('closed_at', 'is', null)
    .orderBy('label')
    .execute();
  const drills = await ctx.tx
    .selectFrom('backup.drill as d')
    .innerJoin('backup.repository as r', (join) => join.onRef('r.organisation_id', '=', 'd.organisation_id').onRef('r.id', '=', 'd.repository_id'))
    .select(['r.label', 'd.ended_at', 'd.succeeded', 'd.says', 'd.said_by', 'd.files', 'd.proof_name'])
    .where('d.organisation_id', '=', ctx.organisation)
    .where('d.ended_at', 'is not', null)
    .where('r.closed_at', 'is', null)
    .orderBy('d.ended_at', 'desc')
    .limit(MOST_PROOFS)
    .execute();
  return { plan: await readPlan(ctx), machines, drills, letterhead: await letterheadOf(ctx, []) };
}

// Where the document is, never its content: the annex goes to people who have no account.
function sayDrill({
  succeeded,
  says,
  files,
  proof_name: proof,
}: {
  succeeded: boolean | null;
  says: string;
  files: number | null;
  proof_name: string | null;
}): string {
  const parts = [
    succeeded ? says : `Échec : ${says}`,
    files === null ? '' : `${files} fichier${files > 1 ? 's' : ''} relu${files > 1 ? 's' : ''}.`,
    proof ? `Pièce jointe : ${proof}.` : '',
  ];
  return parts.filter((part) => part !== '').join(' ');
}

function sayDay(instant: string | null): string {
  return instant ? formatDay(todayInParis(Temporal.Instant.from(instant))) : 'jamais';
}

function paragraphs(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
