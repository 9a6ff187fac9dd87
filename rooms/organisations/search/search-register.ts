// SPDX-License-Identifier: EUPL-1.2
import { sql, type RawBuilder, type Transaction } from 'kysely';
import type { BodyKind } from '../contract/body-kinds.ts';
import type { Tables } from '../tables.ts';
import { inseeIn, searchWords, sirenIn } from './search-words.ts';

export type Hit = {
  id: string;
  slug: string;
  name: string;
  kind: BodyKind;
  siren: string | null;
  insee: string | null;
  department: string | null;
  formerName: string | null;
};
export type Scope = {
  kinds?: readonly BodyKind[] | undefined;
  /** Only among these bodies. */
  among?: readonly string[] | undefined;
  /** Bodies that still exist on this day. */
  on: Temporal.PlainDate;
  limit: number;
};

/**
 * Registered bodies that a person may mean: by SIREN, SIRET or INSEE code, else by name. Exact first, then names that begin so, that hold
 * the words, that look alike; the larger first among equals. Declared bodies are never here.
 */
export async function searchRegister(tx: Transaction<Tables>, typed: string, scope: Scope): Promise<Hit[]> {
  const coded = await byCode(tx, typed, scope);
  const words = searchWords(typed);
  if (coded.length > 0 || words === '') return coded;
  const hits = new Map<string, Hit>();
  for (const stage of stages(words)) {
    if (hits.size >= (stage.onlyBelow ?? scope.limit)) break;
    for (const hit of await runStage(tx, stage, scope)) if (!hits.has(hit.id)) hits.set(hit.id, hit);
  }
  return [...hits.values()].slice(0, scope.limit);
}

type Stage = {
  matches: RawBuilder<unknown>;
  order: RawBuilder<unknown>;
  /** Asked only when fewer hits than this were found. */ onlyBelow?: number;
  likeness?: number;
};

function stages(words: string): Stage[] {
  const begins = `${escapeLike(words)}%`;
  const beginning: Stage = { matches: sql`n.folded like ${begins}`, order: sql`n.folded <> ${words}, n.is_former, n.size desc` };
  // A trigram index has nothing to say of one or two letters, and likeness means little below four.
  if (words.length < 3) return [beginning];
  const holding: Stage = {
    matches: sql`n.folded like ${`%${begins}`}`,
    order: sql`n.folded not like ${`% ${begins}`}, n.is_former, n.size desc`,
  };
  if (words.length < 4) return [beginning, holding];
  const alike: Stage = {
    matches: sql`n.folded % ${words}`,
    order: sql`similarity(n.folded, ${words}) desc, n.size desc`,
    // Likeness is the costly question: asked when nothing begins with the words or holds them.
    onlyBelow: 1,
    // A long name shares trigrams with hundreds of others: likeness must be closer, or most of the time goes in ordering what nobody meant.
    likeness: words.length < 8 ? 0.3 : 0.4,
  };
  return [beginning, holding, alike];
}

async function runStage(tx: Transaction<Tables>, stage: Stage, scope: Scope): Promise<Hit[]> {
  if (stage.likeness !== undefined) await sql`select set_config('pg_trgm.similarity_threshold', ${String(stage.likeness)}, true)`.execute(tx);
  const { rows } = await stageQuery(stage, scope).execute(tx);
  return rows;
}

function stageQuery({ matches, order }: Stage, { kinds, among, on, limit }: Scope): RawBuilder<Hit> {
  return sql<Hit>`
    with n as materialized (
      select n.*, row_number() over (order by ${order}) as place
      from organisations.body_name n
      where ${matches}
        and (n.began_on is null or n.began_on <= ${on.toString()}::date)
        and (n.ended_on is null or n.ended_on > ${on.toString()}::date)
        ${kinds ? sql`and n.kind = any(${[...kinds]}::text[])` : sql``}
        ${among ? sql`and n.body_id = any(${[...among]}::uuid[])` : sql``}
      order by ${order}
      limit ${limit}
    )
    select b.id, b.slug, b.name, b.kind, b.siren, b.insee, b.department, case when n.is_former then n.name end as "formerName"
    from n
    join organisations.body b on b.id = n.body_id
    order by n.place`;
}

/** The queries of a search, for the test that reads their plans. */
export function searchQueries(typed: string, scope: Scope): RawBuilder<Hit>[] {
  return stages(searchWords(typed)).map((stage) => stageQuery(stage, scope));
}

async function byCode(tx: Transaction<Tables>, typed: string, scope: Scope): Promise<Hit[]> {
  const [siren, insee] = [sirenIn(typed), inseeIn(typed)];
  if (siren === null && insee === null) return [];
  const matches = siren === null ? sql`b.insee = ${insee}` : sql`b.siren = ${siren}`;
  const { rows } = await sql<Hit>`
    select b.id, b.slug, b.name, b.kind, b.siren, b.insee, b.department, null as "formerName"
    from organisations.body b
    where ${matches}
      and b.origin <> 'declared'
      and ${isInScope(scope)}`.execute(tx);
  return rows.length > 0 || insee === null ? rows : byFormerCode(tx, insee, scope);
}

async function byFormerCode(tx: Transaction<Tables>, insee: string, scope: Scope): Promise<Hit[]> {
  const { rows } = await sql<Hit>`
    select b.id, b.slug, b.name, b.kind, b.siren, b.insee, b.department, f.name as "formerName"
    from organisations.former_commune f
    join organisations.body b on b.id = f.body_id
    where f.insee = ${insee}
      and ${isInScope(scope)}`.execute(tx);
  return rows;
}

function isInScope({ kinds, among, on }: Scope): RawBuilder<unknown> {
  const living = sql`(b.began_on is null or b.began_on <= ${on.toString()}::date) and (b.ended_on is null or b.ended_on > ${on.toString()}::date)`;
  const ofKind = kinds ? sql`and b.kind = any(${[...kinds]}::text[])` : sql``;
  const listed = among ? sql`and b.id = any(${[...among]}::uuid[])` : sql``;
  return sql`${living} ${ofKind} ${listed}`;
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (letter) => `\\${letter}`);
}
