// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import { createHash } from 'node:crypto';
import type { Context } from '#platform/context.ts';
import { settingsOf } from '../settings/read-settings.ts';
import type { Tables } from '../tables.ts';
import { readReturn } from '../treasury/read-return.ts';
import type { ReturnedLine } from '../treasury/returned-line.ts';
import { misaddressed, settleLines, type Known, type Settled } from '../treasury/settle-lines.ts';
import { exchangeOf } from './settings.ts';

export type Judged = {
  status: 'read' | 'broken' | 'misaddressed';
  form: 'acquit' | 'pes-retour' | 'csv' | null;
  says: string;
  remarks: readonly string[];
  lines: readonly JudgedLine[];
};

/** `key` names the line among those of its file, whatever reads it next; `rank` is its place. */
export type JudgedLine = { key: string; rank: number; settled: Settled };

/** What a return would do, line by line. `skip` leaves out what an earlier reading of it settled: such lines are not judged again. */
export async function judgeReturn(ctx: Context<Tables>, file: Uint8Array, skip: ReadonlySet<string> = new Set()): Promise<Judged> {
  const settings = await exchangeOf(ctx);
  const reading = readReturn(file, settings.returns);
  if (reading.status === 'broken') return { status: 'broken', form: null, says: reading.says, remarks: reading.remarks, lines: [] };
  const { issuer } = await settingsOf(ctx);
  const { codCol, codBud } = settings.pes;
  const operator = { siret: issuer.siret, codCol: codCol === '' ? null : codCol, codBud: codBud === '' ? null : codBud };
  const foreign = misaddressed(reading, { operator });
  const said = { form: reading.form, remarks: reading.remarks };
  if (foreign) return { ...said, status: 'misaddressed', says: foreign, lines: [] };
  const lines = keyed(reading.lines).filter(({ key }) => !skip.has(key));
  const bare = lines.map(({ line }) => line);
  const known: Known = { operator, ...(await knownOf(ctx, bare)), form: reading.form, today: ctx.today().toString() };
  const settled = settleLines(bare, known);
  return {
    ...said,
    status: 'read',
    says: '',
    lines: lines.flatMap(({ key, rank }, at) => {
      const one = settled[at];
      return one ? [{ key, rank, settled: one }] : [];
    }),
  };
}

/** Two lines that say the very same are told apart by their order: a file of one long line has no other. */
function keyed(lines: readonly ReturnedLine[]): { key: string; rank: number; line: ReturnedLine }[] {
  const seen = new Map<string, number>();
  return lines.map((line, rank) => {
    const said = createHash('sha256').update(JSON.stringify(line)).digest('hex').slice(0, 32);
    const times = (seen.get(said) ?? 0) + 1;
    seen.set(said, times);
    return { key: `${said}/${times}`, rank, line };
  });
}

/** The documents that the lines may name, by their number or their titre, and the payments they have. */
async function knownOf(ctx: Context<Tables>, lines: readonly ReturnedLine[]): Promise<Pick<Known, 'documents' | 'payments' | 'rejections'>> {
  const numbers = named(lines.map(({ document }) => document?.trim().toUpperCase() ?? null));
  const titres = named(lines.flatMap(({ titre }) => (titre === null ? [null] : [titre, titre.replace(/^0+(?=\d)/, '')])));
  if (numbers.length + titres.length === 0) return { documents: [], payments: new Set() };
  const rows = await ctx.tx
    .selectFrom('billing.document as d')
    .innerJoin('billing.standing as s', (join) => join.onRef('s.organisation_id', '=', 'd.organisation_id').onRef('s.document_id', '=', 'd.id'))
    .select(['d.id', 'd.number', 'd.year', 's.gross_cents', 's.credited_cents', 's.paid_cents', 's.titre', 's.exercice', 's.rejected_on'])
    .where('d.organisation_id', '=', ctx.organisation)
    .where((is) => is.or([is('d.number', '=', anyOf(numbers, 'text')), is('s.titre', '=', anyOf(titres, 'text'))]))
    .execute();
  const paid = await ctx.tx
    .selectFrom('billing.happening')
    .select('key')
    .where('organisation_id', '=', ctx.organisation)
    .where('what', '=', 'payment')
    .where(
      'document_id',
      '=',
      anyOf(
        rows.map(({ id }) => id),
        'uuid',
      ),
    )
    .execute();
  return {
    documents: rows.map(({ gross_cents: gross, credited_cents: credited, paid_cents: done, rejected_on: rejected, ...row }) => ({
      ...row,
      isRejected: rejected !== null,
      isCredited: gross > 0 && credited >= gross,
      restCents: Math.max(gross, 0) - credited - done,
    })),
    rejections: await rejectionsOf(ctx, titres),
    payments: new Set(paid.map(({ key }) => key.replace(/^payment\//, ''))),
  };
}

/** Titres of these numbers that were rejected, whatever their documents became. */
async function rejectionsOf(ctx: Context<Tables>, titres: readonly string[]): Promise<ReadonlySet<string>> {
  if (titres.length === 0) return new Set();
  const rows = await ctx.tx
    .selectFrom('billing.happening')
    .select(sql<string>`split_part(key, '/', 3) || '/' || split_part(key, '/', 4)`.as('titre'))
    .where('organisation_id', '=', ctx.organisation)
    .where('what', '=', 'titre-rejected')
    .where(sql<string>`split_part(key, '/', 4)`, '=', anyOf(titres, 'text'))
    .execute();
  return new Set(rows.map(({ titre }) => titre));
}

/** One parameter, whatever their number: a year's return may hold more lines than a statement has parameters. */
function anyOf(values: readonly string[], type: 'text' | 'uuid') {
  return sql<string>`any (${values}::${sql.raw(type)}[])`;
}

function named(values: readonly (string | null)[]): string[] {
  return [...new Set(values.filter((value) => value !== null && value !== ''))] as string[]; // nulls are filtered out
}
