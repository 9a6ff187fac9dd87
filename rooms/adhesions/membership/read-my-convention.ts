// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import { formatDay } from '#platform/calendar/french-days.ts';
import type { Context } from '#platform/context.ts';
import { documentOfQuote } from '#rooms/quotes/api.ts';
import { refuseMembership } from '../contract/membership.ts';
import type { Tables } from '../tables.ts';
import { linesOf } from './my-lines.ts';
import { standingOn } from './my-memberships.ts';
import { editionOf, editionView, whatIs } from './edition-of.ts';
import { renewalWords } from './renewal-words.ts';

/** A convention to which the body in the address is party, as it reads it. Refuses any other. */
export async function readMyConvention(ctx: Context<Tables>, { id }: { id: string }) {
  const row = await ctx.tx
    .selectFrom('adhesions.convention as c')
    .innerJoin('organisations.body as o', 'o.id', 'c.organisation_id')
    .innerJoin('organisations.body as p', 'p.id', 'c.payer_id')
    .innerJoin('organisations.body as b', 'b.id', 'c.beneficiary_id')
    .selectAll('c')
    .select(['o.name as operator', 'p.name as payer', 'b.name as beneficiary'])
    .select(sql<number | null>`adhesions.owed_on(c, ${ctx.today().toString()}::date)`.as('owed'))
    .where('c.id', '=', id)
    .where((where) => where.or([where('c.payer_id', '=', ctx.organisation), where('c.beneficiary_id', '=', ctx.organisation)]))
    .executeTakeFirst();
  if (!row) throw refuseMembership('adhesions.not-yours');
  const on = ctx.today().toString();
  const status = standingOn(on, { begins: row.begins_on, ends: row.ends_on });
  const edition = await editionOf(ctx, { operatorId: row.organisation_id, edition: row.edition });
  const isPayer = row.payer_id === ctx.organisation;
  const document = row.quote_id ? await documentOfQuote(ctx, row.quote_id) : null;
  return {
    id,
    number: row.number,
    kind: row.kind,
    operator: { id: row.organisation_id, name: row.operator },
    payer: { id: row.payer_id, name: row.payer },
    beneficiary: { id: row.beneficiary_id, name: row.beneficiary },
    isPayer,
    edition: editionView(edition, row.edition),
    yearlyCents: isPayer ? row.owed : null,
    beginsOn: row.begins_on,
    endsOn: row.ends_on,
    status,
    endReason: row.end_reason,
    concludedAt: row.concluded_at,
    dossierId: row.dossier_id,
    quote: row.quote_number ? { number: row.quote_number, documentId: document?.documentId ?? null } : null,
    proofs: proofLines(row.proofs),
    renewal: renewalWords({
      endsOn: row.ends_on,
      renewal: row.renewal,
      noticeMonths: row.notice_months,
      isEnded: status === 'ended',
      isPayer,
      payer: row.payer,
    }),
    scopes: (await scopesUnder(ctx, id)).map((one) => ({ ...one, what: whatIs(edition, one.scope) })),
    lines: await linesOf(ctx, row.beneficiary_id, id),
    under: (await tripartitesUnder(ctx, id)).map((one) => ({ ...one, status: standingOn(on, { begins: one.since, ends: one.until }) })),
  };
}

function scopesUnder(ctx: Context<Tables>, id: string) {
  return ctx.tx
    .selectFrom('adhesions.membership as m')
    .innerJoin('organisations.body as b', 'b.id', 'm.beneficiary_id')
    .select(['m.scope', 'b.name as beneficiary', 'm.begins_on as since', 'm.ends_on as until'])
    .where('m.convention_id', '=', id)
    .orderBy('m.begins_on')
    .orderBy('m.id')
    .execute();
}

function tripartitesUnder(ctx: Context<Tables>, id: string) {
  return ctx.tx
    .selectFrom('adhesions.convention as c')
    .innerJoin('organisations.body as b', 'b.id', 'c.beneficiary_id')
    .select(['c.id', 'c.number as name', 'c.number', 'b.name as beneficiary', 'c.begins_on as since', 'c.ends_on as until'])
    .where('c.cadre_id', '=', id)
    .where('c.payer_id', '=', ctx.organisation)
    .orderBy('b.name')
    .execute();
}

const proofLabels: Readonly<Record<string, string>> = {
  number: 'Délibération n°',
  votedOn: 'Votée le',
  identifier: 'Identifiant de l’acte',
  receivedOn: 'Reçue par la préfecture le',
  publishedOn: 'Publiée le',
  signedOn: 'Convention signée le',
  signedBy: 'Signée par',
  signedFor: 'En qualité de',
};

/** What proves the convention, in the order of the path. */
function proofLines(proofs: Record<string, unknown>): { label: string; value: string }[] {
  return Object.entries(proofLabels).flatMap(([key, label]) => {
    const value = proofs[key];
    if (typeof value !== 'string' || value === '') return [];
    return [{ label, value: /^\d{4}-\d{2}-\d{2}$/.test(value) ? formatDay(Temporal.PlainDate.from(value)) : value }];
  });
}
