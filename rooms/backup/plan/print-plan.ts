// SPDX-License-Identifier: EUPL-1.2
import { join } from 'node:path';
import { formatDay } from '#platform/calendar/french-days.ts';
import { todayInParis } from '#platform/calendar/paris.ts';
import type { Context } from '#platform/context.ts';
import { makePdf } from '#platform/documents/make-pdf.ts';
import { inContext } from '#platform/make-context.ts';
import type { FileAnswer } from '#platform/room.ts';
import { letterheadOf } from '#rooms/organisations/api.ts';
import { durationInWords } from '../duration-words.ts';
import type { Tables } from '../tables.ts';
import { readPlan } from './read-plan.ts';

const placeWords = { operator: 'Chez l’opérateur', 'on-site': 'Sur place', elsewhere: 'Ailleurs' } as const;

/** The annex of the plan de reprise d’activité (PDF/UA-1). Runs without a transaction: what it prints is read in a short one. */
export async function printPlan(ctx: Context<Tables>): Promise<FileAnswer> {
  const { plan, machines, letterhead } = await inContext<Tables, Awaited<ReturnType<typeof gather>>>(
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
        `Toutes les ${durationInWords(line.everyHours)}`,
        durationInWords(line.keptDays * 24),
        durationInWords(line.lossHours),
        durationInWords(line.outageHours),
      ]),
      contacts: plan.lines.filter(({ contact }) => contact !== '').map(({ what, contact }) => `${what} : ${contact}`),
      whoToCall: paragraphs(plan.whoToCall),
      restartOrder: paragraphs(plan.restartOrder),
      machines: machines.map((one) => [one.label, sayDay(one.backed_up_at), sayDay(one.proven_at)]),
      uncovered: plan.uncovered.map(({ label }) => label),
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
  return { plan: await readPlan(ctx), machines, letterhead: await letterheadOf(ctx, []) };
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
