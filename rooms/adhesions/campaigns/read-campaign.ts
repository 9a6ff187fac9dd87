// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { campaignStatuses } from '../contract/campaigns.ts';
import type { Tables } from '../tables.ts';
import { findCampaign, personOf, type CampaignRow } from './campaign-record.ts';
import { labelOf } from './send-campaign.ts';

type Asked = {
  q: string;
  status?: (typeof campaignStatuses)[number] | undefined;
  sort: 'number' | 'takesEffectOn' | 'answerBy';
  order: 'asc' | 'desc';
  page: number;
  size: number;
};

const columns = { number: 'number', takesEffectOn: 'takes_effect_on', answerBy: 'answer_by' } as const;

/** The campaigns of the operator in the address. */
export async function listCampaigns(ctx: Context<Tables>, { q, status, sort, order, page, size }: Asked) {
  let found = ctx.tx.selectFrom('adhesions.campaign').where('organisation_id', '=', ctx.organisation);
  if (status) found = found.where('status', '=', status);
  if (q) found = found.where(sql<boolean>`unaccent(number || ' ' || title) ilike unaccent(${`%${q.replace(/[\\%_]/g, '\\$&')}%`})`);
  const { total } = await found.select((of) => of.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await found
    .selectAll()
    .orderBy(columns[sort], order)
    .orderBy('id')
    .limit(size)
    .offset((page - 1) * size)
    .execute();
  return { rows: rows.map(headingOf), total };
}

/** One of them, with what it would change in all and where its letters stand. */
export async function readCampaign(ctx: Context<Tables>, { id }: { id: string }) {
  const row = await findCampaign(ctx, id);
  return {
    ...headingOf(row),
    appliesTo: row.applies_to,
    legalGround: row.legal_ground,
    kinds: row.kinds as ('cadre' | 'package')[], // written by `startCampaign`
    payerIds: row.payer_ids,
    payers: await payersOf(ctx, row.payer_ids ?? []),
    letterSubject: row.letter_subject,
    letterText: row.letter_text,
    fromLabel: await labelOf(ctx, row.from_edition),
    toLabel: await labelOf(ctx, row.to_edition),
    isMine: row.prepared_by !== null && row.prepared_by === personOf(ctx),
    computedAt: row.computed_at,
    sentAt: row.sent_at,
    sentName: row.sent_name,
    appliedAt: row.applied_at,
    appliedName: row.applied_name,
    finishedAt: row.finished_at,
    closingReason: row.closing_reason,
    totals: await totalsOf(ctx, id),
  };
}

async function payersOf(ctx: Context<Tables>, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return ctx.tx
    .selectFrom('organisations.body')
    .select(['id', 'name'])
    .where('id', 'in', [...ids])
    .orderBy('name')
    .execute();
}

function headingOf(row: CampaignRow) {
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    from: row.from_edition,
    to: row.to_edition,
    takesEffectOn: row.takes_effect_on,
    answerBy: row.answer_by,
    status: row.status,
    preparedName: row.prepared_name,
  };
}

type Totals = Record<
  | 'lines' | 'excluded' | 'unpriced' | 'more' | 'less' | 'same' | 'beforeCents' | 'afterCents' | 'losing' | 'gaining'
  | 'letters' | 'set' | 'agreed' | 'refused' | 'waiting' | 'applied' | 'kept',
  number
>; // prettier-ignore

async function totalsOf(ctx: Context<Tables>, id: string): Promise<Totals> {
  const { rows } = await sql<Totals>`
    with line as (
      select * from adhesions.campaign_line where organisation_id = ${ctx.organisation} and campaign_id = ${id}
    ), kept as (
      select * from line where exclusion is null and after_cents is not null
    ), letter as (
      select * from adhesions.campaign_letter where organisation_id = ${ctx.organisation} and campaign_id = ${id}
    )
    select
      (select count(*) from line)::int as lines,
      (select count(*) from line where exclusion is not null)::int as excluded,
      (select count(*) from line where after_cents is null)::int as unpriced,
      (select count(*) from kept where after_cents > before_cents)::int as more,
      (select count(*) from kept where after_cents < before_cents)::int as less,
      (select count(*) from kept where after_cents = before_cents)::int as same,
      (select coalesce(sum(before_cents), 0) from kept)::bigint as "beforeCents",
      (select coalesce(sum(after_cents), 0) from kept)::bigint as "afterCents",
      (select count(*) from kept where jsonb_array_length(explanation #> '{rights,lost}') > 0)::int as losing,
      (select count(*) from kept where jsonb_array_length(explanation #> '{rights,gained}') > 0)::int as gaining,
      (select count(*) from letter)::int as letters,
      (select count(*) from letter where blob_id is not null)::int as set,
      (select count(*) from letter where answer = 'agreed')::int as agreed,
      (select count(*) from letter where answer = 'refused')::int as refused,
      (select count(*) from letter where answer is null)::int as waiting,
      (select count(*) from letter where outcome = 'applied')::int as applied,
      (select count(*) from letter where outcome = 'kept')::int as kept`.execute(ctx.tx);
  const [totals] = rows;
  if (!totals) throw new Error('counting answered nothing');
  return totals;
}
