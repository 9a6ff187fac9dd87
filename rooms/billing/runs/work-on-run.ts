// SPDX-License-Identifier: EUPL-1.2
/** What is too long for a request: a job prepares, locks or issues a run in one transaction, and says beside it how far it has come. */
import type { Context } from '#platform/context.ts';
import { Refusal } from '#platform/http/contract.ts';
import { inContext } from '#platform/make-context.ts';
import { notify } from '#platform/notify/notify.ts';
import type { RunAct, Tables } from '../tables.ts';
import { actDuring, WORK_ON_RUN, workStatuses } from './ask-work.ts';
import { computeRun } from './compute-run.ts';
import { findRun } from './find-run.ts';
import { issueHeldRun } from './issue-run.ts';
import { lockHeldRun } from './lock-run.ts';
import type { Advance, Way } from './work-in-parts.ts';

/** A server that dies as often over one run dies of it. */
const MOST_ATTEMPTS = 5;
const SPOKEN_EVERY_MS = 400;

/**
 * Prepares, locks or issues the run, as its status says; one that is in none of these states is done already, or given up. Whoever is killed leaves nothing, and
 * another begins again. A refusal ends the work and is shown on the run; any other error is tried again, then shown too.
 */
export async function workOnRun(outside: Context<Tables>, { runId }: { runId: string }, way: Pick<Way, 'atOnce'> = {}): Promise<void> {
  const { house, organisation } = outside;
  const apart = { actor: outside.actor, organisation };
  const inJob = <Result>(work: (ctx: Context<Tables>) => Promise<Result>): Promise<Result> => inContext<Tables, Result>(house, apart, work);
  const begun = await inJob((ctx) => begin(ctx, runId));
  if (!begun) return;
  if (begun.attempts > MOST_ATTEMPTS) return inJob((ctx) => fail(ctx, runId, begun, interrupted(begun.act)));
  let spokenAt = 0;
  const advance: Advance = async (done, total) => {
    if (done < total && performance.now() - spokenAt < SPOKEN_EVERY_MS) return;
    spokenAt = performance.now();
    await inJob((ctx) => speak(ctx, runId, { done, total }));
  };
  try {
    const asked = { actor: begun.actor, organisation, may: () => true };
    const readApart: Way['readApart'] = (work) => inContext(house, { ...asked, readOnly: true }, work);
    await inContext<Tables, void>(house, asked, async (ctx) => {
      if (!(await isStillAsked(ctx, runId, begun.act))) return;
      await acts[begun.act].work(ctx, runId, { ...way, advance, readApart });
      await tellPerson(ctx, runId, begun, acts[begun.act].done);
    });
  } catch (error) {
    if (!(error instanceof Refusal) && begun.attempts < MOST_ATTEMPTS) throw error;
    if (!(error instanceof Refusal))
      house.log.error({ error: String(error), run: runId, requestId: outside.requestId }, 'the work on a billing run failed');
    await inJob((ctx) => fail(ctx, runId, begun, error instanceof Refusal ? error.message : broken(begun.act, outside.requestId)));
  }
}

/** What each act does, and what is said of it. */
const acts = {
  prepare: {
    work: computeRun,
    event: 'billing.run-prepared',
    done: 'est prête à vérifier',
    failed: 'n’a pas pu être préparée',
    named: 'la préparation',
  },
  lock: { work: lockHeldRun, event: 'billing.run-locked', done: 'est verrouillée', failed: 'n’a pas pu être verrouillée', named: 'le verrouillage' },
  issue: { work: issueHeldRun, event: 'billing.run-issued', done: 'est émise', failed: 'n’a pas pu être émise', named: 'l’émission' },
} as const satisfies Record<RunAct, { work: (ctx: Context<Tables>, id: string, way: Way) => Promise<unknown>; [said: string]: unknown }>;

type Begun = Pick<Tables['billing.run_work'], 'act' | 'attempts' | 'asked_at'> & { actor: Extract<Context['actor'], { kind: 'person' }> };

async function begin(ctx: Context<Tables>, runId: string): Promise<Begun | null> {
  const act = actDuring((await findRun(ctx, runId)).status);
  if (!act) return null;
  const work = await ctx.tx
    .updateTable('billing.run_work')
    .set((row) => ({ attempts: row('attempts', '+', 1), heard_at: ctx.now().toString(), done: 0 }))
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', runId)
    .where('failure', 'is', null)
    .where('act', '=', act)
    .returning(['act', 'actor', 'attempts', 'asked_at'])
    .executeTakeFirst();
  return work ?? null;
}

/** Held until the work ends: a second job waits here, then finds that nothing is left to do. */
async function isStillAsked(ctx: Context<Tables>, runId: string, act: RunAct): Promise<boolean> {
  const { status } = await ctx.tx
    .selectFrom('billing.run')
    .select('status')
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', runId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return status === workStatuses[act].during;
}

async function speak(ctx: Context<Tables>, runId: string, { done, total }: { done: number; total: number }): Promise<void> {
  await ctx.tx
    .updateTable('billing.run_work')
    .set({ done, total, heard_at: ctx.now().toString() })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', runId)
    .execute();
}

/** What failed gives the run back as it was; a preparation leaves it to be computed again or abandoned. */
async function fail(ctx: Context<Tables>, runId: string, begun: Begun, failure: string): Promise<void> {
  await ctx.tx.updateTable('billing.run_work').set({ failure }).where('organisation_id', '=', ctx.organisation).where('id', '=', runId).execute();
  await ctx.tx
    .updateTable('billing.run')
    .set({ status: workStatuses[begun.act].failed, issued_by: null, issued_name: null })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', runId)
    .where('status', '=', workStatuses[begun.act].during)
    .execute();
  await tellPerson(ctx, runId, begun, acts[begun.act].failed);
}

async function tellPerson(ctx: Context<Tables>, runId: string, { act, actor, asked_at }: Begun, says: string): Promise<void> {
  const { number } = await findRun(ctx, runId);
  const { slug } = await ctx.tx.selectFrom('organisations.body').select('slug').where('id', '=', ctx.organisation).executeTakeFirstOrThrow();
  await notify(ctx, {
    personId: actor.personId,
    what: acts[act].event,
    title: `La campagne ${number} ${says}`,
    href: `/o/${slug}/facturation/campagnes/${runId}`,
    key: `${WORK_ON_RUN} ${runId} ${act} ${asked_at}`,
  });
}

function interrupted(act: RunAct): string {
  return `${acts[act].named[0]?.toUpperCase()}${acts[act].named.slice(1)} s’est interrompue ${MOST_ATTEMPTS} fois sans finir : le serveur s’arrête chaque fois en chemin. Prévenez l’administrateur de la plateforme.`;
}

function broken(act: RunAct, reference: string): string {
  return `Une erreur inattendue a interrompu ${acts[act].named}. Rien n’en est resté. Si elle persiste, transmettez la référence ${reference} à l’administrateur de la plateforme.`;
}
