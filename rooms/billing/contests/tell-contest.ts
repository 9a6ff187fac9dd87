// SPDX-License-Identifier: EUPL-1.2
/** Who hears of a contest: those who follow payments at the operator, then those who may contest for the payer. */
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { notify } from '#platform/notify/notify.ts';
import { accountsToTell } from '#rooms/people/api.ts';
import type { Tables, Verdict } from '../tables.ts';

type Told = {
  id: string;
  documentId: string;
  number: string;
  payer: string;
  operator: string;
  isByPayer: boolean;
  verdict: Verdict | null;
  isClosed: boolean;
  /** The body in which it is told. */
  slug: string;
};

/** Once the payer contests. What the operator noted itself is known to it. Runs in the operator. */
async function tellOperator(ctx: Context<Tables>, { documentId }: { documentId: string }): Promise<void> {
  const contest = await readContest(ctx, sql`c.document_id = ${documentId} and c.closed_at is null`);
  if (!contest?.isByPayer) return;
  await tellAccountants(ctx, contest, `${contest.payer} conteste le document ${contest.number} et attend votre réponse.`, true);
}

/** Once the payer withdraws it. Runs in the operator. */
async function tellWithdrawal(ctx: Context<Tables>, { contestId }: { contestId: string }): Promise<void> {
  const contest = await readContest(ctx, sql`c.id = ${contestId}`);
  if (contest) await tellAccountants(ctx, contest, `${contest.payer} retire sa contestation du document ${contest.number}.`, false);
}

/** Once the operator answers, and once an avoir corrects what it upheld. Runs in the body that pays. */
async function tellPayer(ctx: Context<Tables>, { contestId }: { contestId: string }): Promise<void> {
  const contest = await readContest(ctx, sql`c.id = ${contestId}`);
  if (!contest?.verdict) return;
  for (const personId of await accountsToTell(ctx, 'billing.contest'))
    await notify(ctx, {
      personId,
      what: 'billing.contest-answered',
      title: answerOf(contest),
      href: `/o/${contest.slug}/factures-recues/${contest.documentId}`,
      importance: 'high',
      key: `billing.contest-answered ${contest.id} ${contest.verdict} ${contest.isClosed}`,
    });
}

export const contestListeners = [
  { event: 'billing.document-contested', name: 'billing.tell-contest', handler: tellOperator },
  { event: 'billing.contest-withdrawn', name: 'billing.tell-contest-withdrawn', handler: tellWithdrawal },
  { event: 'billing.contest-answered', name: 'billing.tell-contest-answered', handler: tellPayer },
];

function answerOf({ operator, number, verdict, isClosed }: Told): string {
  if (verdict === 'rejected') return `${operator} rejette la contestation du document ${number} et en donne le motif.`;
  if (verdict === 'withdrawn') return `${operator} note que la contestation du document ${number} est retirée.`;
  if (isClosed) return `Un avoir de ${operator} corrige le document ${number}, qui était contesté.`;
  return `${operator} reconnaît fondée la contestation du document ${number} : un avoir doit le corriger.`;
}

async function tellAccountants(ctx: Context<Tables>, contest: Told, title: string, awaitsAnswer: boolean): Promise<void> {
  for (const personId of await accountsToTell(ctx, 'billing.follow-payments'))
    await notify(ctx, {
      personId,
      what: awaitsAnswer ? 'billing.document-contested' : 'billing.contest-withdrawn',
      title,
      href: `/o/${contest.slug}/facturation/documents/${contest.documentId}`,
      awaitsAnswer,
      key: `billing.contest ${contest.id} ${awaitsAnswer}`,
    });
}

async function readContest(ctx: Context<Tables>, which: ReturnType<typeof sql>): Promise<Told | undefined> {
  const { rows } = await sql<Told>`
    select c.id, c.document_id as "documentId", d.number, d.payer_name as payer, o.name as operator, c.is_by_payer as "isByPayer", c.verdict,
      c.closed_at is not null as "isClosed", b.slug
    from billing.contest c
    join billing.document d on d.organisation_id = c.organisation_id and d.id = c.document_id
    join organisations.body o on o.id = c.organisation_id
    join organisations.body b on b.id = ${ctx.organisation}
    where ${which}`.execute(ctx.tx);
  return rows[0];
}
